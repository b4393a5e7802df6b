package symphony.worker.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/** Mode {@code once}: a process per task, in the task's folder. */
final class OnceProgram implements Program {
    private static final Duration FOR_LAST_WORDS = Duration.ofSeconds(1);

    private final SlotShare share;
    private volatile @Nullable ProcessTree running;

    OnceProgram(SlotShare share) {
        this.share = share;
    }

    @Override
    public ProgramEnd run(
            ProgramSpec spec, StageFolder folder, ObjectNode task, ProgramLog log, Cancellation cancellation)
            throws IOException, TaskCancelled {
        ProcessBuilder builder = new ProcessBuilder(share.bound(spec.command()))
                .directory(folder.path().toFile());
        ProgramEnvironment.apply(spec, share, builder.environment());
        builder.environment().put(StageFolder.VARIABLE, folder.path().toString());
        cancellation.check();
        Watchdog watchdog = new Watchdog(spec);
        ProcessTree tree = ProcessTree.start(builder);
        running = tree;
        Process process = tree.process();
        process.getOutputStream().close();
        Thread out = pump(process.getInputStream(), watchdog, log::line);
        Thread err = pump(process.getErrorStream(), watchdog, log::errorLine);
        cancellation.whenCancelled(tree::kill);
        try {
            boolean ended = await(process, watchdog);
            if (!ended) {
                tree.kill();
            }
            out.join(FOR_LAST_WORDS.toMillis());
            err.join(FOR_LAST_WORDS.toMillis());
            if (out.isAlive() || err.isAlive()) {
                tree.kill(); // a child that outlives its program holds the streams open; its slot is the next task's
            }
            cancellation.check();
            return ended ? end(process.exitValue(), log) : watchdog.verdict();
        } catch (InterruptedException e) {
            tree.kill();
            Thread.currentThread().interrupt();
            throw new TaskCancelled(Cancellation.Reason.STOPPED);
        } finally {
            running = null;
        }
    }

    @Override
    public ProcessUsage usage() {
        ProcessTree tree = running;
        return tree == null ? ProcessUsage.NONE : tree.usage();
    }

    @Override
    public void close() {}

    static Thread pump(InputStream in, Watchdog watchdog, ProgramLog.LineSink sink) {
        return pump(in, line -> {
            watchdog.heard();
            sink.accept(line);
        });
    }

    static Thread pump(InputStream in, ProgramLog.LineSink sink) {
        Thread thread = new Thread(
                () -> {
                    try (in) {
                        ProgramLog.pump(in, sink);
                    } catch (IOException e) {
                        // the pipe broke with its program, or the log's disk is full: the exit code tells
                        return;
                    }
                },
                "program output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** @return false where the watchdog's patience ended first */
    private static boolean await(Process process, Watchdog watchdog) throws InterruptedException {
        for (long left = watchdog.nanosLeft(); left > 0; left = watchdog.nanosLeft()) {
            if (process.waitFor(left, TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return !process.isAlive();
    }

    private static ProgramEnd end(int code, ProgramLog log) {
        String words = log.lastWords();
        return ProgramEnd.ofProcess(
                StageExit.of(code),
                code,
                "the program ended with exit code " + code + (words.isEmpty() ? "" : ": " + words));
    }
}
