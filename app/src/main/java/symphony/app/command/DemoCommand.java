package symphony.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.demo.Demo;

/** {@code symphony demo}: a vineyard from filming to the report. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A surveyed vineyard is filmed by the simulator, registered, run through all roles and reported.",
        footer = {
            "",
            "Without DIR a fresh numbered folder is made; a DIR that is not empty is refused, unless it holds",
            "symphony.yaml alone: then the demo runs on the Redis, registry and storage which that names.",
            "",
            "Examples:",
            "  symphony demo",
            "  symphony demo /tmp/vineyard --seed 7",
            "  symphony demo on-servers       where on-servers/symphony.yaml names a Redis, a registry, a bucket"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String NAME = "symphony-demo";
    private static final String SETTINGS = "symphony.yaml";

    private final Surroundings around;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "Where to; absent, empty, or with symphony.yaml alone.")
    private @Nullable Path directory;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed plants another vineyard; default: 1.")
    private long seed = 1;

    @Option(names = "--processes", paramLabel = "N", description = "Default: the cores, at most 4.")
    private int processes = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    public DemoCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (directory == null && Files.exists(around.directory().resolve(SETTINGS))) {
            around.err()
                    .println("symphony: the " + SETTINGS + " here is not used, the demo makes a workspace of its own;"
                            + " to run it on the back ends that this names, say symphony demo DIR, where DIR holds a"
                            + " copy of it and nothing else");
        }
        Path at = directory == null ? fresh() : around.directory().resolve(directory);
        return new Demo(around, seed, processes).run(at.normalize());
    }

    private Path fresh() {
        Path at = around.directory().resolve(NAME);
        for (int i = 2; Files.exists(at); i++) {
            at = around.directory().resolve(NAME + "-" + i);
        }
        return at;
    }
}
