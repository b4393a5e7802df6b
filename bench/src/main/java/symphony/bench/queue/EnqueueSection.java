package symphony.bench.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
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
    private static final String OURS = "symphony: enqueue with deduplication";
    private static final int PIPELINED = 100;
    private static final String RAW = "raw RPUSH, pipelined by " + PIPELINED + ", ready lines";
    private static final String BULLMQ = "BullMQ addBulk, no deduplication";
    private static final int MOST_FOR_PEERS = 20_000;

    private final Trial trial;
    private final List<Task> tasks;
    private final List<String> lines;

    EnqueueSection(Trial trial, int tasks) {
        this.trial = trial;
        this.tasks = SampleTasks.of(tasks, 1);
        this.lines = this.tasks.stream().map(Task::toLine).toList();
    }

    void measure(Report report) throws Exception {
        Rounds contest = new Rounds("tasks/s").with(RAW, this::pushRaw).with(OURS, this::enqueue);
        Path file = trial.lines(tasks, MOST_FOR_PEERS);
        with(contest, BULLMQ, trial.peers().bullmq(), file);
        with(contest, "Sidekiq push_bulk, no deduplication", trial.peers().sidekiq(), file);
        with(contest, "RQ enqueue_many, no deduplication", trial.peers().rq(), file);
        Samples samples = contest.run(trial.rounds());

        Section section = report.section("Enqueue");
        samples.all().forEach(section::add);
        section.add(Goal.atLeast("enqueue / raw RPUSH", samples.ratio(OURS, RAW), 0.6));
        if (samples.has(BULLMQ)) {
            section.add(Goal.atLeast("enqueue / BullMQ addBulk", samples.ratio(OURS, BULLMQ), 7));
        }
        section.note(String.format(
                "%,d tasks of %d bytes, one client; peers %,d. Ours begins with tasks and writes their lines; the raw"
                        + " push is given them.",
                tasks.size(), lines.get(0).length(), Math.min(tasks.size(), MOST_FOR_PEERS)));
    }

    private void with(Rounds contest, String name, Optional<Peer> peer, Path file) {
        peer.ifPresent(p -> contest.with(name, () -> p.rate(trial.redis(), "enqueue", file.toString())));
    }

    private double enqueue() {
        trial.redis().flush();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT)) {
            return Rate.of(tasks.size(), () -> queue.enqueue(tasks));
        }
    }

    private double pushRaw() {
        trial.redis().flush();
        try (Jedis jedis = trial.redis().connect()) {
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
