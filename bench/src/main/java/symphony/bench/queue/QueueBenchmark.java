package symphony.bench.queue;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.bench.BenchRedis;
import symphony.bench.CommonOptions;
import symphony.bench.report.Report;

/** {@code bench/run queue}. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Enqueue, drain, wake, busy cores and dead workers, against raw Redis, BullMQ, RQ and Sidekiq.")
public final class QueueBenchmark implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--tasks", defaultValue = "50000", description = "Tasks to enqueue and drain (${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--append-only", description = "Let Redis log its writes to disk each second.")
    private boolean appendOnly;

    @Override
    public Integer call() throws Exception {
        Report report = common.report("queue");
        try (BenchRedis redis = BenchRedis.start(appendOnly)) {
            report.version("redis", redis.version());
            new EnqueueSection(redis, tasks).measure(report, common.rounds());
        }
        common.publish(report, "queue");
        return 0;
    }
}
