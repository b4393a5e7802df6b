package symphony.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.app.terminal.Room;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

class StatusViewTest {
    private static final String REDIS = "master:9376";
    private final StatusView view = new StatusView(REDIS, false);

    @Test
    void what_is_wrong_and_held_is_told_first() {
        List<String> lines = view.lines(status(2, 1), Room.ENOUGH);
        assertThat(lines.get(0)).contains("master:9376").doesNotContain("secret");
        assertThat(lines.subList(1, 7))
                .containsExactly(
                        "2 dead letters in dlq:s1; why: symphony queue peek dlq:s1",
                        "process:x is no list, so it is not served; redis-cli type process:x",
                        "3 tasks wait in symphony:orphans until their queues are lists again",
                        "paused: detection:*",
                        "cancelled: s8, s9",
                        "weights: s1 3");
        assertThat(lines).anyMatch(l -> l.matches("detection:session-0 +5 +2 +0 +paused"));
        assertThat(lines).anyMatch(l -> l.matches(" +0 +0\\.98 cores +512 MiB +####\\.{6} +42 % +2017-.*-row2-dir2"));
    }

    @Test
    void on_a_screen_of_24_lines_both_lists_are_cut_and_no_line_is_too_wide() {
        List<String> lines = view.lines(status(60, 40), new Room(79, 22));
        assertThat(lines).hasSizeLessThanOrEqualTo(22);
        assertThat(lines).allMatch(l -> l.length() <= 79);
        assertThat(lines).anyMatch(l -> l.matches("… [0-9]+ more queues"));
        assertThat(lines).anyMatch(l -> l.matches("… [0-9]+ more lines of workers"));
    }

    @Test
    void nothing_is_cut_where_there_is_room() {
        assertThat(view.lines(status(3, 1), new Room(200, 60))).noneMatch(l -> l.contains("more "));
    }

    private static QueueStatus status(int queues, int workers) {
        WorkerLoad.Slot slot =
                new WorkerLoad.Slot(0, "2017-06-30_10-01_22179657_10_04-row2-dir2", 0.98, 512L << 20, 0.42);
        return new QueueStatus(
                IntStream.range(0, queues)
                        .mapToObj(i -> new QueueStatus.Queue(
                                QueueName.of(
                                        Role.DETECTION, "session-" + i + (i > 40 ? "-with-a-long-name".repeat(4) : "")),
                                5,
                                2,
                                0,
                                true))
                        .toList(),
                List.of(new QueueStatus.Dead("s1", 2)),
                IntStream.range(0, workers)
                        .mapToObj(i -> new QueueStatus.Worker(
                                "gpu-machine-number-" + i + "-12345-abcdef01",
                                "gpu-machine-number-" + i,
                                List.of(Role.DETECTION),
                                4,
                                1,
                                new WorkerLoad(List.of(slot))))
                        .toList(),
                List.of(QueueSelector.of(Role.DETECTION)),
                Set.of("s9", "s8"),
                Map.of("s1", 3),
                List.of("process:x"),
                3);
    }
}
