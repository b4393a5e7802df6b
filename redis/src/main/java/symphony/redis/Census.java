package symphony.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.task.QueueName;

/** Counts what there is: a SCAN, then one script. */
final class Census {
    private final RedisLink link;

    Census(RedisLink link) {
        this.link = link;
    }

    QueueStatus take() {
        QueueScan scan = QueueScan.of(link);
        return take(scan.queues(), scan.dead());
    }

    QueueStatus take(List<String> queues, List<String> dead) {
        List<String> arguments = new ArrayList<>(queues);
        arguments.add("");
        arguments.addAll(dead);
        List<?> answer = Replies.list(link.eval(Script.CENSUS, List.of(), arguments));
        return new QueueStatus(
                Replies.list(answer.get(0)).stream()
                        .flatMap(row -> queue(Replies.list(row)).stream())
                        .sorted(Comparator.comparing(
                                        (QueueStatus.Queue q) -> q.name().role())
                                .thenComparing(q -> q.name().session())
                                .thenComparing(q -> q.name().text()))
                        .toList(),
                Replies.list(answer.get(1)).stream()
                        .flatMap(row -> dead(Replies.list(row)))
                        .toList(),
                Replies.list(answer.get(2)).stream()
                        .map(row -> worker(Replies.list(row)))
                        .toList(),
                Replies.texts(answer.get(3)).stream()
                        .flatMap(text -> QueueSelector.parse(text).stream())
                        .sorted(Comparator.comparing(QueueSelector::text))
                        .toList(),
                Set.copyOf(Replies.texts(answer.get(4))),
                weights(Replies.texts(answer.get(5))),
                Replies.texts(answer.get(6)).stream().sorted().toList(),
                Replies.number(answer.get(7)));
    }

    private static Optional<QueueStatus.Queue> queue(List<?> row) {
        return QueueName.parse(Replies.text(row.get(0)))
                .map(name -> new QueueStatus.Queue(
                        name,
                        Replies.number(row.get(1)),
                        Replies.number(row.get(2)),
                        Replies.number(row.get(3)),
                        Replies.number(row.get(4)) == 1));
    }

    private static Stream<QueueStatus.Dead> dead(List<?> row) {
        String session = Replies.text(row.get(0)).substring(Keys.DEAD.length());
        long count = Replies.number(row.get(1));
        return count == 0 ? Stream.empty() : Stream.of(new QueueStatus.Dead(session, count));
    }

    private static QueueStatus.Worker worker(List<?> row) {
        return WorkerInfo.read(
                Replies.text(row.get(0)),
                Replies.text(row.get(1)),
                (int) Replies.number(row.get(2)),
                WorkerInfo.readLoad(Replies.text(row.get(3))));
    }

    private static Map<String, Integer> weights(List<String> pairs) {
        Map<String, Integer> weights = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i + 1).matches("[0-9]{1,9}")) {
                weights.put(pairs.get(i), Integer.valueOf(pairs.get(i + 1)));
            }
        }
        return weights;
    }
}
