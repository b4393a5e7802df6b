package symphony.worker.program;

import java.util.Optional;
import java.util.Set;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageExit;

/**
 * How a program's run ended.
 *
 * @param message for the person who reads the dead letter
 * @param toldToStop whether it ended as one does that was told to from outside: Ctrl-C reaches all processes of a terminal, and
 *     a service manager's stop all of a service
 */
public record ProgramEnd(StageExit exit, String message, boolean toldToStop) {
    /** 128 and SIGHUP, SIGINT, SIGTERM; Windows's STATUS_CONTROL_C_EXIT. */
    private static final Set<Integer> TOLD_TO_STOP = Set.of(129, 130, 143, 0xC000013A);

    public ProgramEnd(StageExit exit, String message) {
        this(exit, message, false);
    }

    /** Of a process that ended without an answer. */
    static ProgramEnd ofProcess(StageExit exit, int code, String message) {
        return new ProgramEnd(exit, message, TOLD_TO_STOP.contains(code));
    }

    /** A serving program's answer to a task: {@code {"exit":0,"message":"…"}}; empty where the line is none. */
    static Optional<ProgramEnd> parse(String line) {
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
}
