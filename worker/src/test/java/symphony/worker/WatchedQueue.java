package symphony.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import symphony.core.queue.Membership;
import symphony.core.queue.TaskQueue;

/** Queues that note what a worker asks and how long it is ready to wait, and that fail when they are told to. */
final class WatchedQueue {
    private final TaskQueue behind;
    final AtomicInteger claims = new AtomicInteger();
    final AtomicInteger statuses = new AtomicInteger();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final AtomicInteger claimsToFail = new AtomicInteger();
    final AtomicInteger settlingsToFail = new AtomicInteger();
    final AtomicBoolean failWaits = new AtomicBoolean();

    WatchedQueue(TaskQueue behind) {
        this.behind = behind;
    }

    TaskQueue port() {
        return watched(TaskQueue.class, behind);
    }

    private <T> T watched(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "claim" -> claim();
                        case "status" -> statuses.incrementAndGet();
                        case "awaitWork" -> waits((Duration) arguments[1]);
                        case "complete", "fail" -> failOneOf(settlingsToFail);
                        default -> {}
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Membership member ? watched(Membership.class, member) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private void claim() {
        claims.incrementAndGet();
        failOneOf(claimsToFail);
    }

    private void waits(Duration atMost) {
        waits.add(atMost);
        if (failWaits.get()) {
            throw notUnderstood();
        }
    }

    private static void failOneOf(AtomicInteger left) {
        if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw notUnderstood();
        }
    }

    private static RuntimeException notUnderstood() {
        return new IllegalStateException("an answer that nobody understands");
    }
}
