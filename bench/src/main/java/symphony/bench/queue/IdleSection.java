package symphony.bench.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import symphony.app.UserError;
import symphony.bench.report.Goal;
import symphony.bench.report.Report;
import symphony.bench.report.Sample;
import symphony.bench.report.Section;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.Role;
import symphony.redis.RedisTaskQueue;

/** What workers with nothing to do ask of Redis. */
final class IdleSection {
    private static final double MOST_COMMANDS = 3;
    private static final Duration TO_JOIN = Duration.ofMinutes(2);

    private final Trial trial;
    private final int workers;
    private final Duration watched;

    IdleSection(Trial trial, int workers, Duration watched) {
        this.trial = trial;
        this.workers = workers;
        this.watched = watched;
    }

    void measure(Report report) throws Exception {
        trial.redis().flush();
        List<BusyWorker> fleet = new ArrayList<>();
        try {
            for (int i = 0; i < workers; i++) {
                fleet.add(BusyWorker.idle(trial, "idle-" + i, Role.ALL));
            }
            awaitAll();
            long[] commands = watch();
            double each = watched.toMillis() / 1000.0 * workers;
            Section section = report.section("Idle workers");
            Sample sent = section.add(Sample.once("commands sent, a worker", "1/s", commands[0] / each));
            section.add(Sample.once("commands inside scripts, a worker", "1/s", commands[1] / each));
            section.add(Goal.atMost("commands a second an idle worker", sent.median(), MOST_COMMANDS));
            section.note(workers + " workers of one slot for all roles, watched by MONITOR for " + watched.toSeconds()
                    + " s; each keeps its lease of 5 s and waits for work.");
        } finally {
            leave(fleet);
        }
    }

    /** Until each has joined; what they ask while they start is not counted. */
    private void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + TO_JOIN.toNanos();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT)) {
            while (queue.status().workers().size() < workers) {
                if (System.nanoTime() - end > 0) {
                    throw UserError.failed("not all of " + workers + " workers have joined within "
                            + TO_JOIN.toMinutes() + " minutes");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        TimeUnit.SECONDS.sleep(2); // the last of them waits for work by now
    }

    /** All at a time: each waits for its last question to be answered. */
    private static void leave(List<BusyWorker> fleet) throws InterruptedException {
        List<Thread> leaving =
                fleet.stream().map(worker -> new Thread(worker::close, "leave")).toList();
        leaving.forEach(Thread::start);
        for (Thread thread : leaving) {
            thread.join();
        }
    }

    /** Counts commands of clients, and those that scripts called. */
    private long[] watch() throws IOException {
        long[] counted = new long[2];
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), trial.redis().uri().getPort())) {
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            lines.readLine();
            long end = System.nanoTime() + watched.toNanos();
            for (long left = watched.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                String line = lines.readLine();
                if (line != null) {
                    counted[line.contains(" lua] ") ? 1 : 0]++;
                }
            }
        } catch (SocketTimeoutException over) {
            return counted;
        }
        return counted;
    }
}
