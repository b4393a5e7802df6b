package symphony.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    private static final String SIDEKIQ_STORING = "Sidekiq: get, burn, put";
    /** What Sidekiq reached on 50 ms tasks without any storage, on a quiet machine. */
    private static final double MARK_PERCENT = 97;

    /** So many times its first tasks a worker does before it is measured as warm: its JVM compiles for as long. */
    private static final int UNTIL_WARM = 2;

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
        ResultsFolder inputs = lay(LOOP, tasks);
        double storing = note(RAW_STORING, rawLoop(inputs));
        Ours ours = ours();
        if (storage.isSlow()) {
            section.add(Goal.atLeast(WARM + ": % useful", ours.warm(), MARK_PERCENT));
        }
        section.add(Goal.atLeast(FIRST + " / raw loop with the same storage", ours.first() / storing, 1));
        section.add(Goal.atLeast(WARM + " / raw loop with the same storage", ours.warm() / storing, 1));
        section.note(withoutStorage("the raw loop", ours.warm() / raw));
        if (trial.peers().sidekiq().isPresent()) {
            Peer peer = trial.peers().sidekiq().get();
            double sidekiq = note(SIDEKIQ, peer(peer));
            double sidekiqStoring = note(SIDEKIQ_STORING, peer(peer, storing(inputs)));
            section.add(Goal.atLeast(FIRST + " / Sidekiq with the same storage", ours.first() / sidekiqStoring, 1));
            section.add(Goal.atLeast(WARM + " / Sidekiq with the same storage", ours.warm() / sidekiqStoring, 1));
            section.note(withoutStorage("Sidekiq", ours.warm() / sidekiq));
        }
        if (trial.peers().rq().isPresent()) {
            note("RQ, no storage", peer(trial.peers().rq().get()));
        }
        samples.forEach(section::add);
        section.note(String.format(
                "Ours: a worker with a serve program a slot, inputs of %d MB, from %s; the programs' start is not counted for"
                        + " anybody. Its first %d tasks pay for its own start, as its JVM compiles what they need; it is warm after"
                        + " %d. On a busy machine everybody's share is low; the ratio counts.",
                INPUT_BYTES / 1_000_000, storage, tasks, UNTIL_WARM * tasks));
    }

    private static String withoutStorage(String whom, double ratio) {
        return String.format(
                Locale.ROOT, "Warm, it is %.2f of %s without storage, which moves and sums no bytes.", ratio, whom);
    }

    private double note(String name, double seconds) {
        double percent = 100.0 * tasks * millis / 1000 / (slots * seconds);
        samples.add(Sample.once(name, "% useful", percent));
        Progress.say(String.format("%s: %.1f %% useful", name, percent));
        return percent;
    }

    /** Percent of the cores' time, of a worker that has just started and of the same one when it is warm. */
    private record Ours(double first, double warm) {}

    private Ours ours() throws IOException, InterruptedException {
        int warm = UNTIL_WARM * tasks;
        ResultsFolder results = lay(OURS, warm + tasks);
        try (BusyRun run = BusyRun.start(trial, storage.of(folder(OURS)), slots, millis)) {
            double first = note(FIRST, run.tasks(results, 0, tasks));
            run.tasks(results, tasks, warm);
            return new Ours(first, note(WARM, run.tasks(results, warm, warm + tasks)));
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

    private double rawLoop(ResultsFolder inputs) throws IOException {
        return rawLoop(keys(inputs), RawLoop.storing(storage, folder(LOOP), scratch()));
    }

    /** For {@code sidekiq_peer.rb}: a file of keys, the storage's folder, one for inputs, seconds a call, bytes a second. */
    private List<String> storing(ResultsFolder inputs) throws IOException {
        Path keys = Files.write(trial.folder().path().resolve("keys-" + millis), keys(inputs));
        return List.of(
                keys.toString(),
                folder(LOOP).toString(),
                scratch().toString(),
                Double.toString(storage.latency().toMillis() / 1000.0),
                Double.toString(storage.bytesPerSecond()));
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(trial.folder().path().resolve("scratch"));
    }

    private static List<String> keys(ResultsFolder inputs) {
        return inputs.parts().stream().map(inputs.session().root()::frames).toList();
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
        ResultsFolder results = ResultsFolder.lay(folder(whose), whose + "-" + millis, parts, INPUT_BYTES, 0, 0);
        for (String key : keys(results)) {
            read(folder(whose).resolve(key));
        }
        return results;
    }

    /** To fill a hole is work of the kernel's that no file takes which was written or came over a line. */
    private static void read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private Path folder(String whose) {
        return trial.folder().path().resolve(whose + "-" + millis);
    }

    private double peer(Peer peer) throws IOException {
        return peer(peer, List.of());
    }

    private double peer(Peer peer, List<String> more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(tasks), Long.toString(millis), Integer.toString(slots)));
        arguments.addAll(more);
        return seconds(peer.ask(trial.redis(), "busy", arguments.toArray(String[]::new)));
    }

    private double seconds(JsonNode answer) {
        if (answer.get("jobs").asInt() != tasks) {
            throw UserError.failed("not all tasks were done: " + answer);
        }
        return answer.get("seconds").asDouble();
    }
}
