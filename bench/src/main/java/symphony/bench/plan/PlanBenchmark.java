package symphony.bench.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.bench.CommonOptions;
import symphony.bench.report.Growth;
import symphony.bench.report.Report;

/** {@code bench/run plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "symphony repair --dry-run, beside a bare listing with sizes, ninja and Snakemake.")
public final class PlanBenchmark implements Callable<Integer> {
    private static final double MOST_GROWTH = 2.2;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "PARTS",
            defaultValue = "2000,20000,200000,1000000",
            description = "Row parts of the sessions to plan (${DEFAULT-VALUE}). Where a size and its double are among"
                    + " them, the growth is told.")
    private List<Integer> sizes = new ArrayList<>();

    @Option(
            names = "--snakemake-most",
            paramLabel = "PARTS",
            defaultValue = "20000",
            description = "Snakemake is asked up to this size, once (${DEFAULT-VALUE}: the better part of a minute).")
    private int snakemakeMost;

    @Option(
            names = "--folder",
            description =
                    "Where results are laid out for the time of the run (the system's temporary folder). A million"
                            + " row parts are 5.7 million files.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Report report = common.report("plan");
        Map<Integer, Double> seconds = new TreeMap<>();
        Collections.sort(sizes);
        try (PlanTrial.Surroundings around = PlanTrial.Surroundings.open(report, common.peers(), folder)) {
            for (int size : sizes) {
                seconds.put(size, new PlanTrial(around, size, snakemakeMost).measure(report, common.rounds()));
            }
        }
        Growth.tell(report, "row parts", seconds, MOST_GROWTH);
        common.publish(report, "plan");
        return 0;
    }
}
