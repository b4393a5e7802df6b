package symphony.bench.queue;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import symphony.bench.BenchRedis;
import symphony.bench.report.Goal;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;

/** Enqueuing with deduplication, from tasks to lines in Redis, against pushing ready lines without any. */
final class EnqueueSection {
    private static final int PIPELINED = 100;

    private final BenchRedis redis;
    private final List<Task> tasks;
    private final List<String> lines;

    EnqueueSection(BenchRedis redis, int tasks) {
        this.redis = redis;
        this.tasks = SampleTasks.of(tasks, 1);
        this.lines = this.tasks.stream().map(Task::toLine).toList();
    }

    void measure(Report report, int rounds) throws Exception {
        String ours = "symphony: enqueue with deduplication";
        String raw = "raw RPUSH, pipelined by " + PIPELINED + ", ready lines";
        Samples samples = new Rounds("tasks/s")
                .with(raw, this::pushRaw)
                .with(ours, this::enqueue)
                .run(rounds);
        Section section = report.section("Enqueue");
        samples.all().forEach(section::add);
        section.add(Goal.atLeast("enqueue / raw RPUSH", samples.ratio(ours, raw), 0.6));
        section.note(tasks.size() + " tasks of " + lines.get(0).length() + " bytes, one client.");
    }

    private double enqueue() {
        redis.flush();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(redis.uri(), RetryPolicy.DEFAULT)) {
            return Rate.of(tasks.size(), () -> queue.enqueue(tasks));
        }
    }

    private double pushRaw() {
        redis.flush();
        try (Jedis jedis = redis.connect()) {
            return Rate.of(lines.size(), () -> {
                for (List<String> batch : batches(lines)) {
                    Pipeline pipeline = jedis.pipelined();
                    batch.forEach(line -> pipeline.rpush("raw", line));
                    pipeline.sync();
                }
            });
        }
    }

    private static List<List<String>> batches(List<String> lines) {
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += PIPELINED) {
            batches.add(lines.subList(i, Math.min(lines.size(), i + PIPELINED)));
        }
        return batches;
    }
}
