package symphony.app.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import symphony.app.UserError;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Saved;
import symphony.core.queue.TaskQueue;
import symphony.core.task.QueueName;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/**
 * Puts saved queues back beside what is there. Doing so twice gives the same: a task is known by its identity, a dead letter
 * by all it says, a line that is no task by its text.
 */
public final class LoadQueues {
    private static final String PURPOSE = "load";
    private static final Duration TURN = Duration.ofSeconds(60);
    private static final int BATCH = 500;

    private final TaskQueue queue;
    private final String who;
    private final Map<String, Map<String, Integer>> there = new HashMap<>();
    private final Map<SessionRoot, Set<TaskIdentity>> pending = new HashMap<>();

    /** @param who unique for this process */
    public LoadQueues(TaskQueue queue, String who) {
        this.queue = queue;
        this.who = who;
    }

    /**
     * @param progress told now and then how many lines were read
     * @return how many lines were put back into queues and dead letters
     * @throws UserError where another loads at the same time: then nothing was changed
     */
    public int load(QueueFile.Whole file, LongConsumer progress) throws IOException {
        List<String> batch = new ArrayList<>();
        long[] read = {0};
        int[] back = {0};
        file.read(saved -> {
            if (read[0]++ % BATCH == 0) {
                lead();
                progress.accept(read[0]);
            }
            if (isNew(saved)) {
                batch.add(saved.toLine());
            }
            if (batch.size() == BATCH) {
                back[0] += queue.control().restore(batch.stream());
                batch.clear();
            }
        });
        back[0] += queue.control().restore(batch.stream());
        queue.lead(PURPOSE, who, Duration.ofMillis(1));
        return back[0];
    }

    private void lead() {
        if (!queue.lead(PURPOSE, who, TURN)) {
            throw UserError.failed("somebody else loads queues into this Redis just now; try again when they are done");
        }
    }

    private boolean isNew(Saved saved) {
        if (saved instanceof Saved.Dead d) {
            return take("dlq:" + d.session(), key(text(d.line()), d.letter()));
        } else if (saved instanceof Saved.Waiting w) {
            return isNew(w.line());
        } else if (saved instanceof Saved.Claimed c) {
            return isNew(c.line());
        } else if (saved instanceof Saved.Delayed d) {
            return isNew(d.line());
        }
        return true;
    }

    /** Redis itself leaves out tasks that are known there; those pushed by hand may not be yet. */
    private boolean isNew(Saved.Line line) {
        return task(text(line.line()))
                .map(task ->
                        !pending.computeIfAbsent(task.root(), queue::pending).contains(task.identity()))
                .orElseGet(() -> take(line.queue(), text(line.line())));
    }

    /** Whether none is left there that this one could be. */
    private boolean take(String list, String key) {
        Map<String, Integer> left = there.computeIfAbsent(list, this::listed);
        return left.merge(key, -1, Integer::sum) < 0;
    }

    private Map<String, Integer> listed(String list) {
        Map<String, Integer> found = new HashMap<>();
        if (list.startsWith("dlq:")) {
            queue.control()
                    .deadLetters(list.substring("dlq:".length()))
                    .forEach(letter -> found.merge(key(letter.line(), letter), 1, Integer::sum));
            return found;
        }
        QueueName name = QueueName.parse(list).orElseThrow();
        for (long from = 0; ; from += BATCH) {
            List<String> page = queue.control().peek(name, from, BATCH);
            page.stream().filter(line -> task(line).isEmpty()).forEach(line -> found.merge(line, 1, Integer::sum));
            if (page.size() < BATCH) {
                return found;
            }
        }
    }

    private static String key(String line, DeadLetter letter) {
        return letter.at() + " " + letter.reason() + " " + line;
    }

    private static String text(Saved.Raw line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }

    private static Optional<Task> task(String line) {
        try {
            return Optional.of(Task.parse(line));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
