package symphony.bench.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.bench.BareListing;
import symphony.bench.BenchRedis;
import symphony.bench.Commands;
import symphony.bench.ResultsFolder;
import symphony.bench.TemporaryFolder;
import symphony.bench.WholeProcess;
import symphony.bench.report.Goal;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Sample;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;

/** One size: a results folder is laid out, and everybody is asked what is missing, as whole processes. */
final class PlanTrial {
    private static final String OURS = "symphony repair --dry-run --json";
    private static final String LISTING = "bare listing with sizes, Java, same flags";
    private static final String FIND = "bare listing with sizes, find -printf";
    private static final String NINJA = "ninja -n";
    private static final String SNAKEMAKE = "snakemake -n";
    /** Below this the start of a JVM is all there is to see. */
    private static final int LEAST_FOR_GOALS = 100_000;

    private static final double MOST_TIMES_LISTING = 3;
    private static final long ARTIFACT_BYTES = 100_000;
    private static final double MOST_MEBIBYTES = 512;

    private final Surroundings around;
    private final int size;
    private final int snakemakeMost;
    private final Map<String, Double> memory = new LinkedHashMap<>();

    PlanTrial(Surroundings around, int size, int snakemakeMost) {
        this.around = around;
        this.size = size;
        this.snakemakeMost = snakemakeMost;
    }

    /** What all sizes share: a server with empty queues, and the peers that are installed. */
    record Surroundings(
            BenchRedis redis,
            @Nullable Path folder,
            Optional<String> find,
            Optional<String> ninja,
            Optional<String> snakemake)
            implements AutoCloseable {
        static Surroundings open(Report report, boolean peers, @Nullable Path folder) throws IOException {
            BenchRedis redis = BenchRedis.start(false);
            report.version("redis", redis.version());
            return new Surroundings(
                    redis,
                    folder,
                    Commands.installed("find"),
                    peer(report, peers, "ninja", "ninja-build"),
                    peer(report, peers, "snakemake", "snakemake"));
        }

        private static Optional<String> peer(Report report, boolean wanted, String program, String debian)
                throws IOException {
            Optional<String> found = wanted ? Commands.installed(program) : Optional.empty();
            if (found.isPresent()) {
                report.version(program, Commands.version(found.get()));
            } else if (wanted) {
                report.missing(program, "Debian: apt install " + debian);
            }
            return found;
        }

        @Override
        public void close() {
            redis.close();
        }
    }

    /** @return seconds that our plan took, the median */
    double measure(Report report, int rounds) throws Exception {
        try (TemporaryFolder workspace = TemporaryFolder.create("bench-plan", around.folder)) {
            Progress.say(String.format(Locale.ROOT, "laying out %,d row parts", size));
            Files.writeString(
                    workspace.path().resolve("symphony.yaml"), "redis: {url: \"" + around.redis.uri() + "\"}\n");
            Path storage = workspace.path().resolve("storage");
            int detected = size - size / 20;
            int processed = size - size / 10;
            ResultsFolder folder = ResultsFolder.lay(storage, "bench", size, ARTIFACT_BYTES, detected, processed);
            NinjaFile.write(folder);

            Rounds contest = new Rounds("s")
                    .with(LISTING, () -> run(LISTING, java(storage), workspace.path()))
                    .with(OURS, () -> run(OURS, Commands.symphony("repair", "--dry-run", "--json"), workspace.path()));
            around.find.ifPresent(
                    find -> contest.with(FIND, () -> run(FIND, List.of(find, ".", "-printf", "%s %p\\n"), storage)));
            around.ninja.ifPresent(ninja -> contest.with(NINJA, () -> run(NINJA, List.of(ninja, "-n"), folder.root())));
            Samples samples = contest.run(rounds);

            Section section = report.section(String.format(Locale.ROOT, "Plan of %,d row parts", size));
            samples.all().forEach(section::add);
            snakemake(folder).ifPresent(section::add);
            memory.forEach((name, peak) -> section.add(Sample.once(name + ": peak memory", "MiB", peak)));
            goals(section, samples);
            section.note(String.format(
                    Locale.ROOT,
                    "One session; frames of all parts, detections of %,d, clusters of %,d, each with its record.",
                    detected,
                    processed));
            return samples.of(OURS).median();
        }
    }

    private void goals(Section section, Samples samples) {
        if (size < LEAST_FOR_GOALS) {
            return;
        }
        section.add(
                Goal.atMost("plan / bare listing, whole processes", samples.ratio(OURS, LISTING), MOST_TIMES_LISTING));
        section.add(Goal.atMost(OURS + ": peak memory, MiB", memory.getOrDefault(OURS, 0.0), MOST_MEBIBYTES));
    }

    private Optional<Sample> snakemake(ResultsFolder folder) throws IOException {
        if (around.snakemake.isEmpty() || size > snakemakeMost) {
            return Optional.empty();
        }
        SnakemakeFile.write(folder);
        List<String> command = List.of(around.snakemake.get(), "-n", "-q", "--cores", "1");
        return Optional.of(Sample.once(SNAKEMAKE, "s", run(SNAKEMAKE, command, folder.root())));
    }

    private double run(String name, List<String> command, Path directory) throws IOException {
        Path output = directory.resolve(".bench-output");
        WholeProcess ended = WholeProcess.succeeding(command, directory, output);
        Files.delete(output);
        Files.delete(Path.of(output + ".err"));
        memory.merge(name, ended.peakMebibytes(), Math::max);
        return ended.seconds();
    }

    private static List<String> java(Path folder) {
        return new ArrayList<>(Commands.java(BareListing.class.getName(), folder.toString()));
    }
}
