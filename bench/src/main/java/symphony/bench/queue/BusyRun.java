package symphony.bench.queue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import symphony.app.UserError;
import symphony.bench.ResultsFolder;
import symphony.core.artifact.PartName;
import symphony.core.queue.RetryPolicy;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;
import symphony.worker.WorkerEvents;

/** A worker whose programs burn CPU, given one batch of tasks after another. */
final class BusyRun implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 10;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final RedisTaskQueue queue;
    private final BusyWorker worker;
    private final Path times;
    private final Semaphore done;

    private BusyRun(RedisTaskQueue queue, BusyWorker worker, Path times, Semaphore done) {
        this.queue = queue;
        this.worker = worker;
        this.times = times;
        this.done = done;
    }

    /**
     * What a batch took.
     *
     * @param seconds from the first program's begin to the last one's end
     * @param workerMillis CPU of the worker's process, without its programs, by tasks
     */
    record Batch(double seconds, double workerMillis) {}

    static BusyRun start(Trial trial, ArtifactStore store, int slots, long millis) {
        trial.redis().flush();
        Path times = trial.folder().path().resolve("times-" + millis);
        Semaphore done = new Semaphore(0);
        WorkerEvents events = new WorkerEvents() {
            @Override
            public void taskDone(int slot, Task task, Duration took) {
                done.release();
            }
        };
        RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT);
        return new BusyRun(queue, BusyWorker.burning(trial, store, slots, millis, times, events), times, done);
    }

    /** Has the tasks of these row parts done. */
    Batch tasks(ResultsFolder results, int from, int to) throws IOException, InterruptedException {
        List<Task> tasks = results.parts().subList(from, to).stream()
                .map(part -> detection(results, part))
                .toList();
        long cpu = PROCESS.getProcessCpuTime();
        queue.enqueue(tasks);
        if (!done.tryAcquire(tasks.size(), PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw UserError.failed(
                    "the worker did not do its " + tasks.size() + " tasks within " + PATIENCE_MINUTES + " minutes");
        }
        double workerMillis = (PROCESS.getProcessCpuTime() - cpu) / 1e6 / tasks.size();
        return new Batch(seconds(Files.readAllLines(times).subList(from, to)), workerMillis);
    }

    private static Task detection(ResultsFolder results, PartName part) {
        return results.session().task(Role.DETECTION, List.of(part.archive()), List.of(part), 0);
    }

    /** From the earliest begin to the latest end; both in milliseconds, a line a task. */
    private static double seconds(List<String> lines) {
        long begin = lines.stream()
                .mapToLong(line -> Long.parseLong(line.split(" ")[0]))
                .min()
                .orElseThrow();
        long end = lines.stream()
                .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .max()
                .orElseThrow();
        return (end - begin) / 1000.0;
    }

    @Override
    public void close() {
        worker.close();
        queue.close();
    }
}
