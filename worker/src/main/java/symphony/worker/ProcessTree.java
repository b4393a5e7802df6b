package symphony.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and all that it started. */
final class ProcessTree {
    private static final Duration TO_SAY_GOODBYE = Duration.ofSeconds(2);

    private ProcessTree() {}

    /** Asks all to end, then makes them; returns when they have. */
    static void kill(Process process) {
        List<ProcessHandle> all = members(process);
        all.forEach(ProcessHandle::destroy);
        if (!ended(all)) {
            // what was started meanwhile belongs to it too
            List<ProcessHandle> rest = new ArrayList<>(all);
            rest.addAll(members(process));
            rest.forEach(ProcessHandle::destroyForcibly);
            ended(rest);
        }
    }

    private static List<ProcessHandle> members(Process process) {
        // parents first, so that none restarts a child that has gone
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        return all;
    }

    private static boolean ended(List<ProcessHandle> all) {
        CompletableFuture<?>[] exits = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(TO_SAY_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
