package symphony.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import symphony.app.UserError;
import symphony.bench.chaos.ChaosCommand;
import symphony.bench.plan.PlanBenchmark;
import symphony.bench.queue.QueueBenchmark;
import symphony.bench.servers.ServersCommand;
import symphony.bench.storage.StorageBenchmark;
import symphony.bench.verify.VerifyBenchmark;

/** {@code bench/run NAME}: the benchmarks. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures Symphony beside its peers in one run; prints Markdown, writes JSON.",
        subcommands = {
            QueueBenchmark.class,
            PlanBenchmark.class,
            VerifyBenchmark.class,
            StorageBenchmark.class,
            ChaosCommand.class,
            ServersCommand.class
        })
public final class Bench implements Callable<Integer> {
    private final CommandLine line;

    private Bench() {
        line = new CommandLine(this);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> told(e));
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs one benchmark.
     *
     * @return 0 done, 1 failed, 2 wrong usage
     */
    public static int run(String... args) {
        return new Bench().line.execute(args);
    }

    @Override
    public Integer call() {
        line.usage(System.err);
        return 2;
    }

    private static int told(Exception e) {
        if (e instanceof UserError known) {
            System.err.println("bench/run: " + known.getMessage());
            return known.exitCode();
        }
        e.printStackTrace(); // for us, who measure
        return 1;
    }
}
