package symphony.bench.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Detection tasks as a session of a real block has them: lines of some 600 bytes. */
final class SampleTasks {
    private static final String SCAN = "2017-06-30_10-01";
    private static final String CAMERA = "22179657";

    private SampleTasks() {}

    static String session(int number) {
        return String.format(Locale.ROOT, "bench-%03d", number);
    }

    /** So many tasks, dealt out to so many sessions in turn. */
    static List<Task> of(int count, int sessions) {
        List<Task> tasks = new ArrayList<>(count);
        IntStream.range(0, count).forEach(i -> tasks.add(task(session(i % sessions), i)));
        return tasks;
    }

    private static Task task(String session, int number) {
        ArchiveName archive = new ArchiveName(SCAN, CAMERA, number / 60 % 24, number % 60);
        PartName part = new PartName(archive, 1 + number / 1_440 % 900_000, Direction.DIR2, 1, 2);
        return new Task(
                Role.DETECTION,
                session,
                "Oakridge Vineyards",
                "oakridge",
                "Upper Bench",
                "farm-01",
                "12D",
                "block-12D",
                List.of(SCAN),
                false,
                0,
                List.of(archive),
                List.of(part),
                Map.of(),
                0,
                Map.of());
    }
}
