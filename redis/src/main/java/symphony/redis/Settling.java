package symphony.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import symphony.core.json.Json;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.QueuedLine;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.QueueName;

/** Gives claims up: back to their queues, now or later, or to the dead letters. Not safe for threads. */
final class Settling {
    private final String worker;
    private final RetryPolicy retries;
    private final DoubleSupplier jitter;
    private final RedisLink link;
    private final Registration registration;

    Settling(String worker, RetryPolicy retries, DoubleSupplier jitter, RedisLink link, Registration registration) {
        this.worker = worker;
        this.retries = retries;
        this.jitter = jitter;
        this.link = link;
        this.registration = registration;
    }

    /** @return false where the claim had been lost; so of all methods here */
    boolean fail(Claim claim, Failure failure) {
        int failures = claim.task().numRetries() + (failure.counted() ? 1 : 0);
        if (failure.hopeless() || failures > retries.limit()) {
            String identity = claim.task().identity().hex();
            return bury(claim.place(), claim.token(), claim.queue(), identity, failure);
        }
        String line = failure.counted() ? QueuedLine.withRetries(claim.line(), failures) : claim.line();
        long delay = retries.delay(failure.counted() ? failures : 1, jitter.getAsDouble())
                .toMillis();
        return settle(Script.DELAY, claim, line, Long.toString(delay), Attempts.note(worker, failure));
    }

    boolean release(Claim claim) {
        return settle(Script.RELEASE, claim);
    }

    private boolean settle(Script script, Claim claim, String... more) {
        List<?> answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(
                    epoch,
                    Integer.toString(claim.place()),
                    claim.token(),
                    claim.queue().text()));
            Collections.addAll(arguments, more);
            return link.eval(script, List.of(Keys.lease(worker)), arguments);
        });
        return Replies.text(answer.get(0)).equals("OK");
    }

    /** @param identity of the task, or empty where the line is none */
    boolean bury(int place, String token, QueueName queue, String identity, Failure failure) {
        String note = Json.line(Json.object()
                .put("reason", failure.reason())
                .put("queue", queue.text())
                .put("worker", worker)
                .put("log", failure.log()));
        List<String> keys = List.of(
                Keys.lease(worker), Keys.dead(queue.session()), Keys.reasons(queue.session()), Keys.identities(queue));
        List<?> answer = registration.ask(epoch -> link.eval(
                Script.BURY, keys, List.of(epoch, Integer.toString(place), token, queue.text(), identity, note)));
        return Replies.text(answer.get(0)).equals("OK");
    }
}
