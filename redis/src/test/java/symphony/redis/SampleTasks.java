package symphony.redis;

import java.util.List;
import java.util.stream.IntStream;
import symphony.core.task.Task;

/** Detection tasks of one session, one a row. */
final class SampleTasks {
    private SampleTasks() {}

    static Task detection(String session, int row) {
        return Task.parse("{\"role\":\"detection\",\"session_name\":\"" + session + "\",\"clientid\":\"oak\","
                + "\"farm_name\":\"Upper Bench\",\"block_name\":\"12D\",\"scanids\":[\"2017-06-30_10-01\"],"
                + "\"part\":[\"2017-06-30_10-01_22179657_10_04-row" + row + "-dir1\"]}");
    }

    static List<Task> detections(String session, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(row -> detection(session, row))
                .toList();
    }
}
