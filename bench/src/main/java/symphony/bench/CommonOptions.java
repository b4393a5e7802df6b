package symphony.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import symphony.bench.report.Machine;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;

/** What every benchmark takes. */
public final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds to take the median of (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--no-peers", description = "Measure Symphony and the raw limits alone.")
    private boolean noPeers;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where NAME.json goes (bench/results beside the sources).")
    private @Nullable Path results;

    public int rounds() {
        return rounds;
    }

    public boolean peers() {
        return !noPeers;
    }

    /** A report that knows where and by which command it was made. */
    public Report report(String benchmark) {
        return new Report(benchmark, Machine.here(), "bench/run " + typed(), Instant.now());
    }

    /** Prints it, and writes its JSON. */
    public void publish(Report report, String name) throws IOException {
        report.print(System.out);
        Path folder = results == null ? home().resolve("bench").resolve("results") : results;
        Path file = folder.resolve(name + ".json");
        report.write(file);
        Progress.say("the figures are in " + file);
    }

    /** Where Symphony lies. */
    public static Path home() {
        return Path.of(System.getProperty("symphony.home", "")).toAbsolutePath();
    }

    private String typed() {
        return command == null
                ? ""
                : String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    }
}
