package symphony.bench.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.bench.CommonOptions;
import symphony.bench.report.Goal;
import symphony.bench.report.Report;
import symphony.bench.report.Section;

/** {@code bench/run plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "symphony repair --dry-run, beside a bare listing with sizes, ninja and Snakemake.")
public final class PlanBenchmark implements Callable<Integer> {
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

    @Override
    public Integer call() throws Exception {
        Report report = common.report("plan");
        Map<Integer, Double> seconds = new TreeMap<>();
        Collections.sort(sizes);
        try (PlanTrial.Surroundings around = PlanTrial.Surroundings.open(report, common.peers())) {
            for (int size : sizes) {
                seconds.put(size, new PlanTrial(around, size, snakemakeMost).measure(report, common.rounds()));
            }
        }
        growth(report, seconds);
        common.publish(report, "plan");
        return 0;
    }

    private static void growth(Report report, Map<Integer, Double> seconds) {
        Section section = report.section("Growth");
        seconds.forEach((size, time) -> {
            Double twice = seconds.get(2 * size);
            if (twice != null) {
                section.add(Goal.atMost(
                        String.format("planning %,d parts / planning %,d", 2 * size, size), twice / time, 2.2));
            }
        });
        section.note("Told for each size whose double was measured: `--sizes 1000000,2000000`.");
    }
}
