package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/** Mode {@code once}: a process per task, in the task's folder. */
final class OnceProgram implements Program {
    private static final Duration FOR_LAST_WORDS = Duration.ofSeconds(1);

    @Override
    public ProgramEnd run(
            ProgramSpec spec, StageFolder folder, ObjectNode task, ProgramLog log, Cancellation cancellation)
            throws IOException, TaskCancelled {
        ProcessBuilder builder =
                new ProcessBuilder(spec.command()).directory(folder.path().toFile());
        ProgramEnvironment.apply(spec, builder.environment());
        builder.environment().put(StageFolder.VARIABLE, folder.path().toString());
        cancellation.check();
        Process process = builder.start();
        process.getOutputStream().close();
        Thread out = pump(process.getInputStream(), log::line);
        Thread err = pump(process.getErrorStream(), log::errorLine);
        cancellation.whenCancelled(() -> ProcessTree.kill(process));
        try {
            boolean ended = process.waitFor(spec.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                ProcessTree.kill(process);
            }
            // a child that outlives its program may hold the streams open: it is not waited for
            out.join(FOR_LAST_WORDS.toMillis());
            err.join(FOR_LAST_WORDS.toMillis());
            cancellation.check();
            return ended ? end(process.exitValue(), log) : timedOut(spec);
        } catch (InterruptedException e) {
            ProcessTree.kill(process);
            Thread.currentThread().interrupt();
            throw new TaskCancelled(Cancellation.Reason.STOPPED);
        }
    }

    @Override
    public void close() {}

    static ProgramEnd timedOut(ProgramSpec spec) {
        return new ProgramEnd(
                StageExit.FAILED,
                "the program was killed: it took longer than its timeout of "
                        + spec.timeout().toSeconds() + " s (stages." + spec.role() + ".timeout)");
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

    private static ProgramEnd end(int code, ProgramLog log) {
        String words = log.lastWords();
        return new ProgramEnd(
                StageExit.of(code), "the program ended with exit code " + code + (words.isEmpty() ? "" : ": " + words));
    }
}
