package symphony.bench.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import symphony.bench.BenchRedis;
import symphony.bench.TemporaryFolder;
import symphony.core.task.Task;

/**
 * What the sections of the queue's benchmark share.
 *
 * @param rounds how often each contestant takes its turn
 * @param folder for files of the time of the run
 */
record Trial(BenchRedis redis, Peers peers, int rounds, TemporaryFolder folder) {

    /**
     * The tasks' lines in a file, as peers take them.
     *
     * @param most no more than so many: a peer may be slow
     */
    Path lines(List<Task> tasks, int most) throws IOException {
        List<Task> some = tasks.subList(0, Math.min(most, tasks.size()));
        return Files.write(
                folder.path().resolve("tasks-" + some.size() + ".jsonl"),
                some.stream().map(Task::toLine).toList());
    }
}
