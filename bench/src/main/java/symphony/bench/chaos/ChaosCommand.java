package symphony.bench.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.bench.TemporaryFolder;
import symphony.servers.PostgresProcess;

/** {@code bench/run chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Real workers and a real Redis, killed, stopped, cut off and wiped at random; checks what came of it.",
        footer = {
            "",
            "Examples:",
            "  bench/run chaos                                          a short run",
            "  bench/run chaos --tasks 10000 --kills 1000 --seed 7      a long one",
            "  bench/run chaos --servers                                on an S3 server, a PostgreSQL, and Redis by TLS",
            "  bench/run chaos --replay chaos-7.jsonl                   the faults of an earlier run again",
            "",
            "Exit code 1 says that something did not hold; it is told with its history, and the run's folder is kept."
        })
public final class ChaosCommand implements Callable<Integer> {
    @Option(names = "--tasks", defaultValue = "200", description = "About so many tasks (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--kills", defaultValue = "15", description = "So many faults of all kinds (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", description = "What the faults follow from; a random one where not given.")
    private @Nullable Long seed;

    @Option(names = "--workers", defaultValue = "3", description = "Worker processes (${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = "--slots", defaultValue = "2", description = "Tasks at a time of each (${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--lease", paramLabel = "MS", defaultValue = "3000", description = "In ms (${DEFAULT-VALUE}).")
    private long lease;

    @Option(names = "--replay", paramLabel = "LOG", description = "The faults of this log again.")
    private @Nullable Path replay;

    @Option(names = "--log", paramLabel = "FILE", description = "Where the log of events goes (chaos-SEED.jsonl).")
    private @Nullable Path log;

    @Option(names = "--servers", description = "On an S3 server, a PostgreSQL, and Redis by TLS.")
    private boolean servers;

    @Option(names = "--keep", description = "Keep the run's folder in any case.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        if (tasks < 1 || kills < 0 || workers < 1 || slots < 1 || lease < 500) {
            throw UserError.usage("tasks, workers and slots are 1 or more, kills 0 or more, the lease 500 ms or more");
        }
        if (servers && !PostgresProcess.isAvailable()) {
            throw UserError.failed("--servers needs Linux on x86-64: there is no PostgreSQL here for other machines");
        }
        Schedule schedule = replay == null
                ? Schedule.of(new Schedule.Setting(tasks, kills, chosenSeed(), workers, slots, lease))
                : Schedule.replay(replay);
        Path events = log == null ? Path.of("chaos-" + schedule.setting().seed() + ".jsonl") : log;
        Path folder = Files.createTempDirectory("chaos");
        ChaosRun.BackEnds backEnds = servers ? ChaosRun.BackEnds.SERVERS : ChaosRun.BackEnds.LOCAL;
        ChaosRun.Outcome outcome = new ChaosRun(schedule, folder, events.toAbsolutePath(), System.err, backEnds).run();
        System.err.println();
        outcome.figures().forEach(System.out::println);
        outcome.violations().forEach(violation -> System.out.println("BROKEN: " + violation));
        System.out.println(
                outcome.violations().isEmpty()
                        ? "all held"
                        : outcome.violations().size() + " did not hold");
        if (outcome.violations().isEmpty() && !keep) {
            TemporaryFolder.delete(folder);
        } else {
            System.out.println("folder " + folder + ", events " + events);
        }
        return outcome.violations().isEmpty() ? 0 : 1;
    }

    private long chosenSeed() {
        return seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
    }
}
