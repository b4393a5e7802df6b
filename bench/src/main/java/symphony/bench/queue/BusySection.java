package symphony.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import symphony.app.UserError;
import symphony.bench.Commands;
import symphony.bench.ResultsFolder;
import symphony.bench.WholeProcess;
import symphony.bench.report.Goal;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Sample;
import symphony.bench.report.Section;
import symphony.core.artifact.PartName;
import symphony.core.json.Json;
import symphony.core.queue.RetryPolicy;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;
import symphony.storage.LocalStore;

/**
 * The share of the cores' time that goes into programs: from the first task's begin to the last one's end, CPU that tasks
 * used by the time there was of as many cores as slots.
 */
final class BusySection {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final double BYTES_PER_SECOND = 50e6;
    private static final long INPUT_BYTES = 5_000_000;
    private static final long PATIENCE_MINUTES = 10;
    /** What Sidekiq reached on 50 ms tasks without any storage, on a quiet machine. */
    private static final double MARK_PERCENT = 97;

    private final Trial trial;
    private final boolean slow;
    private final int slots;
    private final long millis;
    private final int tasks;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param slow whether our storage is far away; local otherwise
     * @param millis of CPU a task
     * @param tasks of each contestant
     */
    BusySection(Trial trial, boolean slow, int slots, long millis, int tasks) {
        this.trial = trial;
        this.slow = slow;
        this.slots = slots;
        this.millis = millis;
        this.tasks = tasks;
    }

    void measure(Report report) throws Exception {
        Section section =
                report.section(String.format("CPU that tasks get: %d slots, %d tasks of %d ms", slots, tasks, millis));
        String storage = slow ? "storage behind 100 ms and 50 MB/s" : "local storage";
        double raw = note("raw loop: LPOP, no storage", rawLoop());
        double ours = note("symphony, " + storage, ours());
        if (slow) {
            section.add(Goal.atLeast("symphony, " + storage + ": % useful", ours, MARK_PERCENT));
        }
        section.add(Goal.atLeast("symphony / raw loop", ours / raw, 1));
        if (trial.peers().sidekiq().isPresent()) {
            double sidekiq =
                    note("Sidekiq, no storage", peer(trial.peers().sidekiq().get()));
            section.add(Goal.atLeast("symphony / Sidekiq", ours / sidekiq, 1));
        }
        if (trial.peers().rq().isPresent()) {
            note("RQ, no storage", peer(trial.peers().rq().get()));
        }
        samples.forEach(section::add);
        section.note(String.format(
                "Ours: a worker with a serve program a slot, inputs of %d MB, from %s; the programs' start is not counted for"
                        + " anybody. On a busy machine everybody's share is low; the ratio counts.",
                INPUT_BYTES / 1_000_000, storage));
    }

    private double note(String name, double seconds) {
        double percent = 100.0 * tasks * millis / 1000 / (slots * seconds);
        samples.add(Sample.once(name, "% useful", percent));
        Progress.say(String.format("%s: %.1f %% useful", name, percent));
        return percent;
    }

    private double rawLoop() throws IOException {
        trial.redis().flush();
        try (Jedis jedis = trial.redis().connect()) {
            for (int i = 0; i < tasks; i++) {
                jedis.rpush("raw", "task");
            }
        }
        Path output = trial.folder().path().resolve("raw-loop");
        WholeProcess.succeeding(
                Commands.java(
                        RawLoop.class.getName(),
                        trial.redis().uri().toString(),
                        Integer.toString(slots),
                        Long.toString(millis)),
                trial.folder().path(),
                output);
        return seconds(Json.parse(Files.readString(output).strip()));
    }

    private double peer(Peer peer) throws IOException {
        return seconds(peer.ask(
                trial.redis(), "busy", Integer.toString(tasks), Long.toString(millis), Integer.toString(slots)));
    }

    private double seconds(JsonNode answer) {
        if (answer.get("jobs").asInt() != tasks) {
            throw UserError.failed("not all tasks were done: " + answer);
        }
        return answer.get("seconds").asDouble();
    }

    private double ours() throws IOException, InterruptedException {
        trial.redis().flush();
        String name = (slow ? "slow-" : "local-") + millis;
        Path storage = trial.folder().path().resolve(name);
        ResultsFolder results = ResultsFolder.lay(storage, name, tasks, INPUT_BYTES, 0, 0);
        Path times = trial.folder().path().resolve(name + ".times");
        ArtifactStore local = new LocalStore(storage);
        ArtifactStore store = slow ? SlowStorage.of(local, LATENCY, BYTES_PER_SECOND) : local;
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT)) {
            queue.enqueue(detections(results));
            BusyWorker worker = BusyWorker.burning(trial, store, slots, millis, times);
            try {
                return await(times);
            } finally {
                worker.close();
            }
        }
    }

    private static List<Task> detections(ResultsFolder results) {
        List<Task> all = new ArrayList<>();
        for (PartName part : results.parts()) {
            all.add(results.session().task(Role.DETECTION, List.of(part.archive()), List.of(part), 0));
        }
        return all;
    }

    /** Seconds from the first begin to the last end, once all have ended. */
    private double await(Path times) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (System.nanoTime() - end < 0) {
            List<String> lines = Files.exists(times) ? Files.readAllLines(times) : List.of();
            if (lines.size() >= tasks) {
                return (edge(lines, 1) - edge(lines, 0)) / 1000.0;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw UserError.failed("the worker did not do its " + tasks + " tasks within " + PATIENCE_MINUTES + " minutes");
    }

    /** The earliest begin (column 0) or the latest end (column 1). */
    private static long edge(List<String> lines, int column) {
        var all = lines.stream().mapToLong(l -> Long.parseLong(l.split(" ")[column]));
        Optional<Long> found =
                column == 0 ? all.boxed().min(Long::compare) : all.boxed().max(Long::compare);
        return found.orElseThrow();
    }
}
