package symphony.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import symphony.core.artifact.PartName;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;

/** What the person does who looks after a run: repairs after a wipe, cancels and readmits, brings dead letters back. */
final class Operator implements AutoCloseable {
    private static final int TRIES = 30;

    private final ChaosWorkspace workspace;
    private final EventLog log;
    private final URI redis;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "operator");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger repairs = new AtomicInteger();
    private final AtomicInteger revived = new AtomicInteger();

    /** @param redis itself, not through the link that faults happen to */
    Operator(ChaosWorkspace workspace, EventLog log, URI redis) {
        this.workspace = workspace;
        this.log = log;
        this.redis = redis;
    }

    private interface Act {
        boolean done() throws IOException, InterruptedException;
    }

    /** Done in the background, again and again where Redis is away, as a person would. */
    private void soon(String what, Act act) {
        open.incrementAndGet();
        background.execute(() -> {
            try {
                for (int i = 0; i < TRIES && !tried(what, act); i++) {
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                open.decrementAndGet();
            }
        });
    }

    private boolean tried(String what, Act act) throws InterruptedException {
        try {
            return act.done();
        } catch (IOException | QueueUnavailable e) {
            log.note(what + " failed", String.valueOf(e.getMessage()));
            return false;
        }
    }

    void repair() {
        soon("repair", () -> {
            Command.Answer answer = Command.run(workspace.folder(), "repair");
            log.note("repair", (answer.out() + answer.err()).strip());
            if (answer.exit() == 0) {
                repairs.incrementAndGet();
            }
            return answer.exit() == 0;
        });
    }

    void cancel(String session) {
        soon("cancel", () -> {
            try (RedisTaskQueue queue = connect()) {
                log.note("cancel", session + ": " + queue.control().cancel(session) + " tasks");
            }
            return true;
        });
    }

    /** And sends again what is missing. */
    void readmit(String session) {
        soon("readmit", () -> {
            try (RedisTaskQueue queue = connect()) {
                queue.control().readmit(session);
            }
            return true;
        });
        repair();
    }

    /** Cures what was poisoned and brings all dead letters back. */
    void reviveDead() {
        soon("retry-dead", () -> {
            try (RedisTaskQueue queue = connect()) {
                for (QueueStatus.Dead dead : queue.status().dead()) {
                    revive(queue, dead.sessionName());
                }
            }
            return true;
        });
    }

    private void revive(RedisTaskQueue queue, String session) throws IOException {
        List<DeadLetter> letters = queue.control().deadLetters(session);
        for (DeadLetter letter : letters) {
            log.note(
                    "dead letter",
                    letter.queue() + ": " + letter.reason() + "; attempts "
                            + letter.history().size());
            Optional<PartName> part = partOf(letter);
            if (part.isPresent()) {
                workspace.cure(part.get());
            }
        }
        revived.addAndGet(queue.control().retryDead(session, letter -> true));
    }

    private static Optional<PartName> partOf(DeadLetter letter) {
        try {
            return Task.parse(letter.line()).parts().stream().findFirst();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private RedisTaskQueue connect() {
        return RedisTaskQueue.connect(redis, RetryPolicy.DEFAULT);
    }

    boolean isBusy() {
        return open.get() > 0;
    }

    int repairs() {
        return repairs.get();
    }

    /** How many dead letters came back to their queues. */
    int revived() {
        return revived.get();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
