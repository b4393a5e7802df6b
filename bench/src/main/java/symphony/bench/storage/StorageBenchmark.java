package symphony.bench.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.bench.CommonOptions;
import symphony.bench.TemporaryFolder;
import symphony.bench.report.Report;

/** {@code bench/run storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        description = "Upload, download and listing on an S3 server, beside the best that Amazon's library does there.")
public final class StorageBenchmark implements Callable<Integer> {
    private enum Part {
        transfer,
        listing
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "transfer,listing",
            description = "What to measure: ${COMPLETION-CANDIDATES} (all).")
    private List<Part> only = List.of();

    @Option(names = "--megabytes", defaultValue = "1000", description = "Size of the archive (${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(names = "--keys", defaultValue = "1000000", description = "Objects to list, about (${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--folder", description = "Where server and files are (the system's temporary folder).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Report report = common.report("storage");
        try (TemporaryFolder work = TemporaryFolder.create("bench-storage", folder)) {
            if (only.contains(Part.transfer)) {
                new Transfers(report, common.rounds(), megabytes, work.path()).measure();
            }
            if (only.contains(Part.listing)) {
                new Listings(report, common.rounds(), work.path()).measure(keys);
            }
        }
        common.publish(report, "storage");
        return 0;
    }
}
