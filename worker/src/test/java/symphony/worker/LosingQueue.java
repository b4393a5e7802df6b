package symphony.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.TaskQueue;

/** Queues that take a worker's claims from it, as a lease that ran out does. */
final class LosingQueue {
    private final TaskQueue behind;
    private final Set<Claim> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean lose = new AtomicBoolean();

    LosingQueue(TaskQueue behind) {
        this.behind = behind;
    }

    void loseAll() {
        lose.set(true);
    }

    /** The port, whose members lose what they hold at the next renewal after {@link #loseAll}. */
    TaskQueue port() {
        return (TaskQueue) Proxy.newProxyInstance(
                TaskQueue.class.getClassLoader(), new Class<?>[] {TaskQueue.class}, (proxy, method, arguments) -> {
                    Object answer = call(() -> method.invoke(behind, arguments));
                    return method.getName().equals("join") ? losing((Membership) answer) : answer;
                });
    }

    private Membership losing(Membership member) {
        return (Membership) Proxy.newProxyInstance(
                Membership.class.getClassLoader(), new Class<?>[] {Membership.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("renew") && lose.compareAndSet(true, false)) {
                        // what is claimed from now on, even one of these again, is not lost
                        Set<Claim> gone = Set.copyOf(held);
                        gone.forEach(member::release);
                        return gone;
                    }
                    Object answer = call(() -> method.invoke(member, arguments));
                    if (answer instanceof Optional<?> found && found.isPresent()) {
                        held.add((Claim) found.get());
                    }
                    if (answer instanceof List<?> found) {
                        found.forEach(claim -> held.add((Claim) claim));
                    }
                    return answer;
                });
    }

    /** What is called by reflection. */
    private interface Call {
        Object run() throws Throwable;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
