package symphony.bench.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.bench.Bench;
import symphony.bench.Commands;
import symphony.bench.TemporaryFolder;
import symphony.servers.FleetServers;
import symphony.servers.PostgresProcess;

/** {@code bench/run servers}. */
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description =
                "The demo by three workers, then a chaos run, on a Redis with TLS, a PostgreSQL and an S3 server.",
        footer = {
            "",
            "All servers are real ones on loopback, started for this run and gone after it. The workers share",
            "nothing else: each has a workspace of its own.",
            "",
            "Examples:",
            "  bench/run servers",
            "  bench/run servers --no-chaos        the demo alone"
        })
public final class ServersCommand implements Callable<Integer> {
    private static final List<String> HELPERS = List.of("one", "two");

    @Option(names = "--no-chaos", description = "Leave the chaos run out.")
    private boolean noChaos;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!PostgresProcess.isAvailable()) {
            throw UserError.failed("this needs Linux on x86-64: there is no PostgreSQL here for other machines");
        }
        int demo = demo();
        int chaos = noChaos ? 0 : Bench.run("chaos", "--servers");
        System.out.println("demo " + (demo == 0 ? "passed" : "failed")
                + (noChaos ? "" : ", chaos run " + (chaos == 0 ? "passed" : "failed")));
        return demo == 0 && chaos == 0 ? 0 : 1;
    }

    private static int demo() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("servers");
                FleetServers servers =
                        new FleetServers(Files.createDirectory(folder.path().resolve("servers")))) {
            List<Process> helpers = new ArrayList<>();
            try {
                for (String name : HELPERS) {
                    Path workspace = workspace(folder, servers, name);
                    helpers.add(symphony(workspace, "work", "--processes", "1")
                            .redirectErrorStream(true)
                            .redirectOutput(workspace.resolve("log").toFile())
                            .start());
                }
                return symphony(workspace(folder, servers, "office"), "demo", ".", "--processes", "1")
                        .inheritIO()
                        .start()
                        .waitFor();
            } finally {
                helpers.forEach(Process::destroy);
                for (Process helper : helpers) {
                    helper.waitFor();
                }
            }
        }
    }

    private static Path workspace(TemporaryFolder folder, FleetServers servers, String name) throws IOException {
        Path workspace = Files.createDirectory(folder.path().resolve(name));
        Files.writeString(workspace.resolve("symphony.yaml"), servers.settings(name));
        return workspace;
    }

    private static ProcessBuilder symphony(Path workspace, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Commands.symphony(arguments)).directory(workspace.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SYMPHONY_") || name.equals("REDIS_DB"));
        builder.environment().putAll(FleetServers.environment());
        return builder;
    }
}
