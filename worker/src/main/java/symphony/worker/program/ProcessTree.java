package symphony.worker.program;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and all that it started. On Linux also what has left it for another parent (a daemon, a child of a child that
 * ended): all inherit a mark in their environment.
 */
final class ProcessTree {
    /** Holds the mark. */
    static final String VARIABLE = "SYMPHONY_PROGRAM";

    private static final Duration TO_SAY_GOODBYE = Duration.ofSeconds(2);
    private static final boolean LINUX = LinuxProcess.isHere();

    private final Process process;
    private final String mark;

    private ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        builder.environment().put(VARIABLE, mark);
        return new ProcessTree(builder.start(), mark);
    }

    Process process() {
        return process;
    }

    /** Asks all to end, then makes them; returns when they have. */
    void kill() {
        List<ProcessHandle> all = members();
        all.forEach(ProcessHandle::destroy);
        ended(all);
        // what was started meanwhile belongs to it too, and a process that was stopped hears no question
        List<ProcessHandle> rest = members();
        rest.forEach(ProcessHandle::destroyForcibly);
        ended(rest);
    }

    ProcessUsage usage() {
        if (!process.isAlive()) {
            return ProcessUsage.NONE;
        }
        if (LINUX) {
            return LinuxProcess.tree(process.pid()).stream()
                    .map(LinuxProcess::usage)
                    .reduce(ProcessUsage.NONE, ProcessUsage::plus);
        }
        double seconds = members().stream()
                .flatMap(p -> p.info().totalCpuDuration().stream())
                .mapToDouble(d -> d.toNanos() * 1e-9)
                .sum();
        return new ProcessUsage(seconds, 0);
    }

    /** Those that live, parents first, so that none restarts a child that has gone. */
    private List<ProcessHandle> members() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        if (LINUX) {
            LinuxProcess.withEnvironment(VARIABLE + "=" + mark).stream()
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .filter(p -> !all.contains(p))
                    .forEach(all::add);
        }
        all.removeIf(p -> !p.isAlive());
        return all;
    }

    private static void ended(List<ProcessHandle> all) {
        CompletableFuture<?>[] exits = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(TO_SAY_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the next step is harder
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
