package symphony.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import symphony.core.json.Json;

/**
 * The share of the cores' time that goes into programs: from the first task's begin to the last one's end, CPU that tasks
 * used by the time there was of as many cores as slots.
 */
final class BusySection {
    static final long INPUT_BYTES = 5_000_000;

    /** Folders, for neither is to find in the page cache what the other has read. */
    private static final String OURS = "ours";

    private static final String LOOP = "loop";
    private static final String FIRST = "symphony, its first tasks";
    private static final String WARM = "symphony, warm";
    private static final String RAW = "raw loop: LPOP, no storage";
    private static final String RAW_STORING = "raw loop: LPOP, get, burn, put";
    private static final String SIDEKIQ = "Sidekiq, no storage";
    /** What Sidekiq reached on 50 ms tasks without any storage, on a quiet machine. */
    private static final double MARK_PERCENT = 97;

    private final Trial trial;
    private final BusyStorage storage;
    private final int slots;
    private final long millis;
    private final int tasks;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param millis of CPU a task
     * @param tasks of each contestant
     */
    BusySection(Trial trial, BusyStorage storage, int slots, long millis, int tasks) {
        this.trial = trial;
        this.storage = storage;
        this.slots = slots;
        this.millis = millis;
        this.tasks = tasks;
    }

    void measure(Report report) throws Exception {
        Section section =
                report.section(String.format("CPU that tasks get: %d slots, %d tasks of %d ms", slots, tasks, millis));
        double raw = note(RAW, rawLoop());
        double storing = note(RAW_STORING, rawLoopWithStorage());
        Ours ours = ours();
        if (storage.isSlow()) {
            section.add(Goal.atLeast(WARM + ": % useful", ours.warm(), MARK_PERCENT));
        }
        section.add(Goal.atLeast(FIRST + " / raw loop without storage", ours.first() / raw, 1));
        section.add(Goal.atLeast(WARM + " / raw loop without storage", ours.warm() / raw, 1));
        section.add(Goal.atLeast(WARM + " / raw loop with the same storage", ours.warm() / storing, 1));
        if (trial.peers().sidekiq().isPresent()) {
            double sidekiq = note(SIDEKIQ, peer(trial.peers().sidekiq().get()));
            section.add(Goal.atLeast(FIRST + " / Sidekiq", ours.first() / sidekiq, 1));
            section.add(Goal.atLeast(WARM + " / Sidekiq", ours.warm() / sidekiq, 1));
        }
        if (trial.peers().rq().isPresent()) {
            note("RQ, no storage", peer(trial.peers().rq().get()));
        }
        samples.forEach(section::add);
        section.note(String.format(
                "Ours: a worker with a serve program a slot, inputs of %d MB, from %s; the programs' start is not counted for"
                        + " anybody. Its first %d tasks pay for its own start, as its JVM compiles what they need; it has then"
                        + " done as many again. On a busy machine everybody's share is low; the ratio counts.",
                INPUT_BYTES / 1_000_000, storage, tasks));
    }

    private double note(String name, double seconds) {
        double percent = 100.0 * tasks * millis / 1000 / (slots * seconds);
        samples.add(Sample.once(name, "% useful", percent));
        Progress.say(String.format("%s: %.1f %% useful", name, percent));
        return percent;
    }

    /** Percent of the cores' time, of a worker that has just started and of the same one when it has done as many tasks. */
    private record Ours(double first, double warm) {}

    private Ours ours() throws IOException, InterruptedException {
        ResultsFolder results = lay(OURS, 2 * tasks);
        try (BusyRun run = BusyRun.start(trial, storage.of(folder(OURS)), slots, millis)) {
            double first = note(FIRST, run.tasks(results, 0, tasks));
            return new Ours(first, note(WARM, run.tasks(results, tasks, 2 * tasks)));
        }
    }

    private double note(String name, BusyRun.Batch batch) {
        double percent = note(name, batch.seconds());
        samples.add(Sample.once(name + ": CPU of the worker itself", "ms a task", batch.workerMillis()));
        return percent;
    }

    private double rawLoop() throws IOException {
        return rawLoop(Collections.nCopies(tasks, "task"), List.of());
    }

    private double rawLoopWithStorage() throws IOException {
        ResultsFolder results = lay(LOOP, tasks);
        List<String> keys =
                results.parts().stream().map(results.session().root()::frames).toList();
        Path scratch = Files.createDirectories(trial.folder().path().resolve("scratch"));
        return rawLoop(keys, RawLoop.storing(storage, folder(LOOP), scratch));
    }

    private double rawLoop(List<String> elements, List<String> more) throws IOException {
        trial.redis().flush();
        try (Jedis jedis = trial.redis().connect()) {
            elements.forEach(element -> jedis.rpush("raw", element));
        }
        List<String> arguments = new ArrayList<>(
                List.of(trial.redis().uri().toString(), Integer.toString(slots), Long.toString(millis)));
        arguments.addAll(more);
        Path output = trial.folder().path().resolve("raw-loop");
        WholeProcess.succeeding(
                Commands.java(RawLoop.class.getName(), arguments.toArray(String[]::new)),
                trial.folder().path(),
                output);
        return seconds(Json.parse(Files.readString(output).strip()));
    }

    private ResultsFolder lay(String whose, int parts) throws IOException {
        return ResultsFolder.lay(folder(whose), whose + "-" + millis, parts, INPUT_BYTES, 0, 0);
    }

    private Path folder(String whose) {
        return trial.folder().path().resolve(whose + "-" + millis);
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
}
