package symphony.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import symphony.app.UserError;
import symphony.bench.report.Goal;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Sample;
import symphony.bench.report.Section;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;

/** How soon an idle worker has a task: from before it is enqueued until it is claimed. */
final class PickupSection {
    private static final int SESSIONS = 100;
    private static final int WARM_UP = 50;
    private static final long PAUSE_MS = 10;
    private static final long PATIENCE_SECONDS = 30;
    private static final List<Role> ROLES = List.of(Role.DETECTION);
    private static final String RAW = "bare RPUSH to BLPOP of one list";
    private static final String OURS = "symphony: enqueue to claim";
    private static final String BULLMQ = "BullMQ: add to processing";

    private final Trial trial;
    private final int samples;
    private final Map<String, List<Double>> medians = new LinkedHashMap<>();
    private final Map<String, List<Double>> tails = new LinkedHashMap<>();

    PickupSection(Trial trial, int samples) {
        this.trial = trial;
        this.samples = samples;
    }

    void measure(Report report) throws Exception {
        for (int round = 0; round < trial.rounds(); round++) {
            note(RAW, raw());
            note(OURS, ours());
            if (trial.peers().bullmq().isPresent()) {
                note(BULLMQ, bullmq(trial.peers().bullmq().get()));
            }
        }
        Section section = report.section("Pick-up from idle");
        Map<String, Sample> p50 = new LinkedHashMap<>();
        Map<String, Sample> p99 = new LinkedHashMap<>();
        medians.forEach((name, rounds) -> p50.put(name, section.add(new Sample(name + ", p50", "ms", rounds))));
        tails.forEach((name, rounds) -> p99.put(name, section.add(new Sample(name + ", p99", "ms", rounds))));
        section.add(Goal.atMost("p50 / bare BLPOP's p50", ratio(p50, OURS, RAW), 3));
        if (p99.containsKey(BULLMQ)) {
            section.add(Goal.atMost("p99 / BullMQ's p99", ratio(p99, OURS, BULLMQ), 1));
        }
        section.note(String.format(
                "%d tasks a round, one each %d ms, to %d sessions in turn; one waiting worker.",
                samples, PAUSE_MS, SESSIONS));
    }

    private static double ratio(Map<String, Sample> samples, String name, String by) {
        Sample one = samples.get(name);
        Sample other = samples.get(by);
        return one == null || other == null ? Double.NaN : one.median() / other.median();
    }

    private void note(String name, List<Double> millis) {
        Sample all = new Sample(name, "ms", millis);
        medians.computeIfAbsent(name, n -> new ArrayList<>()).add(all.median());
        tails.computeIfAbsent(name, n -> new ArrayList<>()).add(all.quantile(0.99));
        Progress.say(String.format("%s: p50 %.3f ms, p99 %.3f ms", name, all.median(), all.quantile(0.99)));
    }

    private List<Double> raw() throws Exception {
        trial.redis().flush();
        LinkedBlockingQueue<Long> taken = new LinkedBlockingQueue<>();
        try (Jedis pusher = trial.redis().connect();
                Jedis waiting = trial.redis().connect()) {
            Thread waiter = start(() -> {
                while (!waiting.blpop(0, "raw").get(1).equals("end")) {
                    taken.add(System.nanoTime());
                }
            });
            List<Double> millis = sample(taken, i -> pusher.rpush("raw", "task"));
            pusher.rpush("raw", "end");
            waiter.join();
            return millis;
        }
    }

    private List<Double> ours() throws Exception {
        trial.redis().flush();
        List<Task> tasks = SampleTasks.of(samples + WARM_UP, SESSIONS);
        LinkedBlockingQueue<Long> taken = new LinkedBlockingQueue<>();
        WorkerDescription worker = new WorkerDescription("bench", "here", ROLES, 1);
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT);
                RedisTaskQueue other = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT);
                Membership membership = other.join(worker, Duration.ofMinutes(5))) {
            Thread waiter = start(() -> work(membership, taken));
            List<Double> millis = sample(taken, i -> queue.enqueue(List.of(tasks.get(i))));
            waiter.interrupt();
            waiter.join();
            return millis;
        }
    }

    /** As a worker's dispatcher does: claim, and where there is nothing wait for a call. */
    private static void work(Membership membership, LinkedBlockingQueue<Long> taken) {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Claim> claim = membership.claim(0, ROLES);
            if (claim.isPresent()) {
                taken.add(System.nanoTime());
                membership.complete(claim.get());
            } else {
                membership.awaitWork(ROLES, Duration.ofMillis(500));
            }
        }
    }

    private List<Double> sample(LinkedBlockingQueue<Long> taken, Consumer<Integer> push) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < samples + WARM_UP; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            long begun = System.nanoTime();
            push.accept(i);
            Long at = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (at == null) {
                throw UserError.failed("a task was not picked up within " + PATIENCE_SECONDS + " s");
            }
            if (i >= WARM_UP) {
                millis.add((at - begun) / 1e6);
            }
        }
        return millis;
    }

    private List<Double> bullmq(Peer peer) throws Exception {
        JsonNode answer = peer.ask(trial.redis(), "pickup", Integer.toString(samples));
        List<Double> millis = new ArrayList<>();
        answer.get("millis").forEach(m -> millis.add(m.asDouble()));
        return millis;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "pick-up");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
