package symphony.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;

/**
 * That Redis knows a worker, in this life of its database. Made anew, with all that the worker holds, whenever it does
 * not: reaped, restarted, flushed. Not safe for threads.
 */
final class Registration {
    private static final String UNREGISTERED = "UNREGISTERED";
    private static final int MOST_IN_A_ROW = 3;

    private final WorkerDescription worker;
    private final String leaseMillis;
    private final RedisLink link;
    private final Lease lease;
    private String epoch = "";
    private String load = "";

    Registration(WorkerDescription worker, Duration leaseTime, RedisLink link, Lease lease) {
        this.worker = worker;
        this.leaseMillis = Long.toString(leaseTime.toMillis());
        this.link = link;
        this.lease = lease;
    }

    /** The life of the database in which Redis knew this worker last. */
    String epoch() {
        return epoch;
    }

    /** Asks; where Redis does not know this worker (any more), registers it and asks again. */
    List<?> ask(Function<String, @Nullable Object> question) {
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            Object reply = question.apply(epoch);
            List<?> answer = reply instanceof List<?> list ? list : List.of(Replies.bytes(reply));
            if (!Replies.text(answer.get(0)).equals(UNREGISTERED)) {
                return answer;
            }
            register();
        }
        throw new QueueUnavailable(
                "Redis at " + link.server()
                        + " forgets this worker each time it registers. Is it being flushed in a loop,"
                        + " or the lease of " + leaseMillis + " ms too short?",
                null);
    }

    void register() {
        List<String> arguments = new ArrayList<>(List.of(worker.id(), epoch, leaseMillis, WorkerInfo.toJson(worker)));
        arguments.addAll(lease.declaration());
        List<String> answer = Replies.texts(link.eval(Script.REGISTER, List.of(Keys.lease(worker.id())), arguments));
        epoch = answer.get(0);
        lease.lose(answer.subList(1, answer.size()));
    }

    /** Says that the worker lives and what it holds, and hears what it has lost. */
    void sync() {
        List<?> answer = ask(known -> {
            List<String> arguments = new ArrayList<>(List.of(known, worker.id(), leaseMillis, load));
            arguments.addAll(lease.roll());
            return link.eval(Script.RENEW, List.of(Keys.lease(worker.id())), arguments);
        });
        lease.lose(Replies.texts(answer.subList(1, answer.size())));
    }

    /** To be told with the next {@link #sync}. */
    void tell(WorkerLoad news) {
        load = WorkerInfo.toJson(news);
    }
}
