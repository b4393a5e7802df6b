package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/**
 * Mode {@code serve}: one process that lives on and is given a task a line. One that dies or hangs is killed and replaced
 * for the next task. Its stdin ends when this worker does, however that dies; the program then ends by itself.
 */
final class ServeProgram implements Program {
    private static final Duration TO_LEAVE = Duration.ofSeconds(2);

    private final AtomicReference<@Nullable ProgramLog> log = new AtomicReference<>();
    private @Nullable Serving serving;

    /** @param answers its lines of stdout; empty once that has ended */
    private record Serving(Process process, OutputStream stdin, BlockingQueue<Optional<String>> answers) {}

    @Override
    public ProgramEnd run(
            ProgramSpec spec, StageFolder folder, ObjectNode task, ProgramLog log, Cancellation cancellation)
            throws IOException, TaskCancelled {
        cancellation.check();
        ObjectNode request = Json.object();
        request.put("dir", folder.path().toString());
        request.set("task", task);
        this.log.set(log);
        AtomicBoolean atWork = new AtomicBoolean(true);
        try {
            Serving s = ask(spec, Json.line(request) + "\n");
            cancellation.whenCancelled(() -> {
                if (atWork.get()) { // once it has answered, the program is the next task's
                    ProcessTree.kill(s.process());
                }
            });
            ProgramEnd end = answer(spec, s, log);
            cancellation.check();
            return end;
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new TaskCancelled(Cancellation.Reason.STOPPED);
        } finally {
            this.log.set(null);
            atWork.set(false);
            if (cancellation.reason().isPresent()) {
                abandon();
            }
        }
    }

    @Override
    public void close() {
        Serving s = serving;
        if (s == null) {
            return;
        }
        serving = null;
        try {
            s.stdin().close();
            if (!s.process().waitFor(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                ProcessTree.kill(s.process());
            }
        } catch (IOException e) {
            ProcessTree.kill(s.process());
        } catch (InterruptedException e) {
            ProcessTree.kill(s.process());
            Thread.currentThread().interrupt();
        }
    }

    /** Hands the line over; a process that died while it had nothing to do is replaced first. */
    private Serving ask(ProgramSpec spec, String line) throws IOException {
        Serving s = serving;
        if (s != null && s.process().isAlive()) {
            try {
                write(s, line);
                return s;
            } catch (IOException e) {
                abandon();
            }
        }
        Serving fresh = start(spec);
        serving = fresh;
        write(fresh, line);
        return fresh;
    }

    private static void write(Serving s, String line) throws IOException {
        s.stdin().write(line.getBytes(StandardCharsets.UTF_8));
        s.stdin().flush();
    }

    private Serving start(ProgramSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        ProgramEnvironment.apply(spec, builder.environment());
        Process process = builder.start();
        BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
        Thread out = OnceProgram.pump(process.getInputStream(), line -> answers.add(Optional.of(line)));
        var unused = process.onExit().thenRun(() -> {
            try {
                out.join(TO_LEAVE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answers.add(Optional.empty());
        });
        OnceProgram.pump(process.getErrorStream(), line -> {
            ProgramLog current = log.get();
            if (current != null) {
                current.errorLine(line);
            }
        });
        return new Serving(process, process.getOutputStream(), answers);
    }

    private ProgramEnd answer(ProgramSpec spec, Serving s, ProgramLog log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + spec.timeout().toNanos();
        while (true) {
            Optional<String> line = s.answers().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                abandon();
                return OnceProgram.timedOut(spec);
            }
            if (line.isEmpty()) {
                serving = null;
                String words = log.lastWords();
                return new ProgramEnd(
                        StageExit.FAILED,
                        "the program ended with exit code " + s.process().exitValue() + " before it answered"
                                + (words.isEmpty() ? "" : ": " + words));
            }
            Optional<ProgramEnd> end = parse(line.get());
            if (end.isPresent()) {
                return end.get();
            }
            log.line(line.get()); // programs greet and chat on stdout; only an answer is one
        }
    }

    private static Optional<ProgramEnd> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Fields f = Fields.of(Json.parse(line), "answer");
            return f.optionalInt("exit").stream()
                    .mapToObj(code -> new ProgramEnd(StageExit.of(code), f.text("message", "exit code " + code)))
                    .findFirst();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private void abandon() {
        Serving s = serving;
        serving = null;
        if (s != null) {
            ProcessTree.kill(s.process());
        }
    }
}
