package symphony.worker.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Json;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/**
 * Mode {@code serve}: one process that lives on and is given a task a line. One that dies or hangs is killed and replaced
 * for the next task, one that has served its tasks or grown too large makes room for a fresh one.
 */
final class ServeProgram implements Program {
    private final SlotShare share;
    private volatile @Nullable ServingProcess serving;

    ServeProgram(SlotShare share) {
        this.share = share;
    }

    @Override
    public ProgramEnd run(
            ProgramSpec spec, StageFolder folder, ObjectNode task, ProgramLog log, Cancellation cancellation)
            throws IOException, TaskCancelled {
        cancellation.check();
        ObjectNode request = Json.object();
        request.put("dir", folder.path().toString());
        request.set("task", task);
        Watchdog watchdog = new Watchdog(spec);
        AtomicBoolean atWork = new AtomicBoolean(true);
        try {
            ServingProcess process = ask(spec, Json.line(request) + "\n", new Hearing(log, watchdog));
            cancellation.whenCancelled(() -> {
                if (atWork.get()) { // once it has answered, the program is the next task's
                    process.kill();
                }
            });
            ProgramEnd end = answer(process, watchdog, log);
            cancellation.check();
            return end;
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new TaskCancelled(Cancellation.Reason.STOPPED);
        } finally {
            atWork.set(false);
            if (cancellation.reason().isPresent()) {
                abandon();
            } else {
                renewIfWorn(spec.limits());
            }
        }
    }

    @Override
    public ProcessUsage usage() {
        ServingProcess process = serving;
        return process == null ? ProcessUsage.NONE : process.usage();
    }

    @Override
    public void close() {
        ServingProcess process = serving;
        serving = null;
        if (process != null) {
            process.leave();
        }
    }

    /** Hands the line over; a process that died, or got out of step, while it had nothing to do is replaced first. */
    private ServingProcess ask(ProgramSpec spec, String line, Hearing hearing) throws IOException {
        ServingProcess process = serving;
        if (process != null && process.isAlive()) {
            try {
                process.ask(line, hearing);
                return process;
            } catch (IOException e) {
                abandon();
            }
        }
        ServingProcess fresh = ServingProcess.start(spec, share);
        serving = fresh;
        fresh.ask(line, hearing);
        return fresh;
    }

    private ProgramEnd answer(ServingProcess process, Watchdog watchdog, ProgramLog log)
            throws IOException, InterruptedException {
        while (true) {
            Optional<String> line = process.answers().poll(Math.max(0, watchdog.nanosLeft()), TimeUnit.NANOSECONDS);
            if (line == null) {
                if (watchdog.nanosLeft() > 0) {
                    continue; // it has said something meanwhile
                }
                abandon();
                return watchdog.verdict();
            }
            if (line.isEmpty()) {
                serving = null;
                String words = log.lastWords();
                return ProgramEnd.ofProcess(
                        StageExit.FAILED,
                        process.exitValue(),
                        "the program ended with exit code " + process.exitValue() + " before it answered"
                                + (words.isEmpty() ? "" : ": " + words));
            }
            watchdog.heard();
            Optional<ProgramEnd> end = ProgramEnd.parse(line.get());
            if (end.isPresent()) {
                process.served();
                return end.get();
            }
            log.line(line.get()); // programs greet and chat on stdout; only an answer is one
        }
    }

    /** The old one is seen off beside the slot's work: it may take its time to leave. */
    private void renewIfWorn(ProgramLimits limits) {
        ServingProcess process = serving;
        if (process != null && process.isWorn(limits)) {
            serving = null;
            Thread thread = new Thread(process::leave, "program leaves");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void abandon() {
        ServingProcess process = serving;
        serving = null;
        if (process != null) {
            process.kill();
        }
    }
}
