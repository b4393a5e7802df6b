package symphony.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Worker processes of a workspace; one that dies is followed by another. */
final class Fleet implements AutoCloseable {
    private static final Duration TO_LEAVE = Duration.ofSeconds(60);

    private final Path workspace;
    private final Path logs;
    private final int size;
    private final List<String> work;
    private final List<Process> workers = new ArrayList<>();
    private int started;
    private boolean leaving;

    Fleet(Path workspace, int size, int slots) throws IOException {
        this.workspace = workspace;
        this.logs = Files.createDirectories(workspace.resolve("workers"));
        this.size = size;
        this.work = List.of("work", "--processes", Integer.toString(slots), "--grace", "5");
    }

    /** Starts as many as are lacking. @return how many */
    synchronized int fill() throws IOException {
        workers.removeIf(worker -> !worker.isAlive());
        int before = started;
        while (!leaving && workers.size() < size) {
            Path log = logs.resolve("worker-" + ++started + ".log");
            workers.add(Command.symphony(workspace, log, work));
        }
        return started - before;
    }

    /** How many were started so far. */
    synchronized int started() {
        return started;
    }

    synchronized List<ProcessHandle> workers() {
        return workers.stream().filter(Process::isAlive).map(Process::toHandle).toList();
    }

    /** The programs of all workers. */
    List<ProcessHandle> programs() {
        return workers().stream()
                .flatMap(ProcessHandle::children)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Tells all to leave, and waits for them. @return the exit codes, by process id */
    Map<Long, Integer> leave() throws InterruptedException {
        List<Process> all;
        synchronized (this) {
            leaving = true;
            all = List.copyOf(workers);
        }
        all.forEach(Process::destroy);
        Map<Long, Integer> codes = new java.util.TreeMap<>();
        for (Process worker : all) {
            boolean left = worker.waitFor(TO_LEAVE.toSeconds(), TimeUnit.SECONDS);
            codes.put(worker.pid(), left ? worker.exitValue() : -1);
        }
        return codes;
    }

    @Override
    public synchronized void close() {
        leaving = true;
        for (Process worker : workers) {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly();
        }
    }
}
