package symphony.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.bench.BareListing;
import symphony.bench.Commands;
import symphony.bench.CommonOptions;
import symphony.bench.TemporaryFolder;
import symphony.bench.WholeProcess;
import symphony.bench.report.Goal;
import symphony.bench.report.Growth;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Sample;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;
import symphony.core.json.Json;

/** {@code bench/run verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "symphony verify, beside a bare listing with sizes that reads the same small pieces.")
public final class VerifyBenchmark implements Callable<Integer> {
    private static final String OURS = "symphony verify --json";
    private static final String QUICK = "symphony verify --quick --json";
    private static final String BARE = "bare listing with sizes and the same reads, Java, same flags";
    private static final double MOST_TIMES_LISTING = 3;
    private static final double MOST_GROWTH = 2.2;
    /** Below this the start of a JVM is all there is to see. */
    private static final int LEAST_FOR_GOALS = 100;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--task-files",
            split = ",",
            paramLabel = "N",
            defaultValue = "500,1000",
            description = "Task files, each of a scan of 200 archives (${DEFAULT-VALUE}). Where a number and its double"
                    + " are among them, the growth is told.")
    private List<Integer> sizes = new ArrayList<>();

    @Option(
            names = "--folder",
            description = "Where workspaces are laid out for the time of the run (the system's" + " temporary folder).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Report report = common.report("verify");
        Map<Integer, Double> seconds = new TreeMap<>();
        Collections.sort(sizes);
        for (int size : sizes) {
            try (TemporaryFolder workspace = TemporaryFolder.create("bench-verify", folder)) {
                seconds.put(size, measure(report, workspace.path(), size));
            }
        }
        Growth.tell(report, "task files", seconds, MOST_GROWTH);
        common.publish(report, "verify");
        return 0;
    }

    private double measure(Report report, Path workspace, int size) throws Exception {
        int archives = size * FilmedFarm.ARCHIVES_OF_A_SCAN;
        Progress.say(String.format(Locale.ROOT, "laying out %,d task files and %,d archives", size, archives));
        FilmedFarm.lay(workspace, size);
        Path output = workspace.resolve("output");
        WholeProcess.succeeding(Commands.symphony("registry", "import", "farm.json"), workspace, output);
        double[] memory = new double[1];
        Samples samples = new Rounds("s")
                .with(BARE, () -> WholeProcess.succeeding(bare(workspace), workspace, output)
                        .seconds())
                .with(QUICK, () -> verified(workspace, output, "--quick").seconds())
                .with(OURS, () -> {
                    WholeProcess ended = verified(workspace, output);
                    memory[0] = Math.max(memory[0], ended.peakMebibytes());
                    return ended.seconds();
                })
                .run(common.rounds());
        Section section = report.section(
                String.format(Locale.ROOT, "Verification of %,d task files, %,d archives", size, archives));
        samples.all().forEach(section::add);
        section.add(Sample.once(OURS + ": peak memory", "MiB", memory[0]));
        if (size >= LEAST_FOR_GOALS) {
            section.add(Goal.atMost("--quick / bare", samples.ratio(QUICK, BARE), MOST_TIMES_LISTING));
            section.add(Goal.atMost("whole logs too / bare", samples.ratio(OURS, BARE), MOST_TIMES_LISTING));
        }
        return samples.of(OURS).median();
    }

    private static WholeProcess verified(Path workspace, Path output, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify", "--json"));
        arguments.addAll(List.of(options));
        WholeProcess ended = WholeProcess.run(Commands.symphony(arguments.toArray(String[]::new)), workspace, output);
        foundNothing(output);
        return ended;
    }

    private static List<String> bare(Path workspace) {
        return Commands.java(
                BareListing.class.getName(), workspace.resolve("storage").toString(), "--read");
    }

    /** The workspace is a good one: what is found in it would be our mistake, and its telling would be measured too. */
    private static void foundNothing(Path output) throws IOException {
        var findings = Json.parse(Files.readString(output)).get("findings");
        if (findings == null || !findings.isEmpty()) {
            throw UserError.failed("symphony verify finds in a good workspace: " + findings);
        }
    }
}
