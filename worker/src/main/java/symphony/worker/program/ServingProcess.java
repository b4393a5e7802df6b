package symphony.worker.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A process that serves tasks. Its stdin ends when this worker does, however that dies; it then ends by itself. */
final class ServingProcess {
    private static final Duration TO_LEAVE = Duration.ofSeconds(2);

    private final ProcessTree tree;
    private final OutputStream stdin;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Hearing> hearing = new AtomicReference<>();
    private int tasks;

    private ServingProcess(ProcessTree tree) {
        this.tree = tree;
        this.stdin = tree.process().getOutputStream();
        Thread out = OnceProgram.pump(tree.process().getInputStream(), line -> answers.add(Optional.of(line)));
        var unused = tree.process().onExit().thenRun(() -> {
            try {
                out.join(TO_LEAVE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answers.add(Optional.empty());
        });
        OnceProgram.pump(tree.process().getErrorStream(), this::errorLine);
    }

    static ServingProcess start(ProgramSpec spec, SlotShare share) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(share.bound(spec.command()));
        ProgramEnvironment.apply(spec, share, builder.environment());
        return new ServingProcess(ProcessTree.start(builder));
    }

    boolean isAlive() {
        return tree.process().isAlive();
    }

    int exitValue() {
        return tree.process().exitValue();
    }

    /** Its lines of stdout; empty once that has ended. */
    BlockingQueue<Optional<String>> answers() {
        return answers;
    }

    /**
     * Hands over a task; what is said from now on is said of it.
     *
     * @throws IOException where the process cannot be asked: it has ended, or has answered what nobody asked, so that its
     *     answers cannot be told apart
     */
    void ask(String line, Hearing by) throws IOException {
        hearing.set(by);
        hearLeftovers(by.log());
        stdin.write(line.getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    /** What it has said since its last answer belongs to no task. */
    private void hearLeftovers(ProgramLog log) throws IOException {
        for (Optional<String> said = answers.poll(); said != null; said = answers.poll()) {
            if (said.isEmpty()) {
                throw new IOException("it has ended");
            }
            log.line(said.get());
            if (ProgramEnd.parse(said.get()).isPresent()) {
                throw new IOException("it had answered before it was asked");
            }
        }
    }

    /** It has answered. */
    void served() {
        hearing.set(null);
        tasks++;
    }

    /** Whether it has served its tasks, or grown beyond its limit. */
    boolean isWorn(ProgramLimits limits) {
        return (limits.tasks() > 0 && tasks >= limits.tasks())
                || (limits.memoryBytes() > 0 && usage().memoryBytes() > limits.memoryBytes());
    }

    ProcessUsage usage() {
        return tree.usage();
    }

    /** Tells it that no more comes; what has not ended soon is killed. */
    void leave() {
        try {
            stdin.close();
            if (!tree.process().waitFor(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                tree.kill();
            }
        } catch (IOException e) {
            tree.kill();
        } catch (InterruptedException e) {
            tree.kill();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        tree.kill();
    }

    private void errorLine(String line) throws IOException {
        Hearing by = hearing.get();
        if (by != null) {
            by.watchdog().heard();
            by.log().errorLine(line);
        }
    }
}
