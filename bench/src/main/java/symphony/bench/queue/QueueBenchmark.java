package symphony.bench.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.bench.BenchRedis;
import symphony.bench.CommonOptions;
import symphony.bench.TemporaryFolder;
import symphony.bench.report.Report;

/** {@code bench/run queue}. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Enqueue, drain, wake, busy cores and dead workers, against raw Redis, BullMQ, RQ and Sidekiq.")
public final class QueueBenchmark implements Callable<Integer> {
    /** The parts, in the order they are measured. */
    private enum Part {
        ENQUEUE,
        DRAIN,
        PICKUP,
        BUSY,
        RESCUE,
        IDLE
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--only",
            split = ",",
            description = "Only these parts: enqueue, drain, pickup, busy, rescue, idle.")
    private List<Part> only = new ArrayList<>();

    @Option(names = "--tasks", defaultValue = "50000", description = "Tasks to enqueue and drain (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--pickups", defaultValue = "500", description = "Tasks to pick up a round (${DEFAULT-VALUE}).")
    private int pickups;

    @Option(
            names = "--busy-tasks",
            defaultValue = "60",
            description = "Long tasks (${DEFAULT-VALUE}), and ten times as many of a twentieth of their length.")
    private int busyTasks;

    @Option(names = "--busy-millis", defaultValue = "1000", description = "CPU of a long task (${DEFAULT-VALUE}).")
    private long busyMillis;

    @Option(names = "--kills", defaultValue = "5", description = "Workers to kill (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--idle-workers", defaultValue = "200", description = "Workers to watch idling (${DEFAULT-VALUE}).")
    private int idleWorkers;

    @Option(names = "--idle-seconds", defaultValue = "10", description = "How long (${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(names = "--append-only", description = "Let Redis log its writes to disk each second.")
    private boolean appendOnly;

    @Override
    public Integer call() throws Exception {
        Report report = common.report("queue");
        try (BenchRedis redis = BenchRedis.start(appendOnly);
                TemporaryFolder folder = TemporaryFolder.create("bench-queue")) {
            report.version("redis", redis.version());
            Trial trial = new Trial(redis, common.peers() ? Peers.find(report) : Peers.NONE, common.rounds(), folder);
            for (Part part : only.isEmpty() ? Arrays.asList(Part.values()) : only) {
                measure(part, trial, report);
            }
        }
        common.publish(report, "queue");
        return 0;
    }

    private void measure(Part part, Trial trial, Report report) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        switch (part) {
            case ENQUEUE -> new EnqueueSection(trial, tasks).measure(report);
            case DRAIN -> new DrainSection(trial, tasks).measure(report);
            case PICKUP -> new PickupSection(trial, pickups).measure(report);
            case BUSY -> {
                new BusySection(trial, BusyStorage.FAR, cores, busyMillis, busyTasks).measure(report);
                new BusySection(trial, BusyStorage.LOCAL, cores, busyMillis / 20, 10 * busyTasks).measure(report);
            }
            case RESCUE -> new RescueSection(trial, kills).measure(report);
            case IDLE -> new IdleSection(trial, idleWorkers, Duration.ofSeconds(idleSeconds)).measure(report);
        }
    }
}
