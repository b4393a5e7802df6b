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
import symphony.bench.report.Goal;
import symphony.bench.report.Report;
import symphony.bench.report.Sample;
import symphony.bench.report.Section;
import symphony.core.task.Role;

/** What workers with nothing to do ask of Redis. */
final class IdleSection {
    private static final double MOST_COMMANDS = 3;

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
            TimeUnit.SECONDS.sleep(2); // all have joined, and one is elected
            long[] commands = watch();
            double each = watched.toMillis() / 1000.0 * workers;
            Section section = report.section("Idle workers");
            Sample sent = section.add(Sample.once("commands sent, a worker", "1/s", commands[0] / each));
            section.add(Sample.once("commands inside scripts, a worker", "1/s", commands[1] / each));
            section.add(Goal.atMost("commands a second an idle worker", sent.median(), MOST_COMMANDS));
            section.note(workers + " workers of one slot for all roles, watched by MONITOR for " + watched.toSeconds()
                    + " s; each keeps its lease of 5 s and waits for work.");
        } finally {
            fleet.forEach(BusyWorker::close);
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
