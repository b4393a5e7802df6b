package symphony.worker.program;

import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageExit;

/**
 * How a program's run ended.
 *
 * @param message for the person who reads the dead letter
 */
public record ProgramEnd(StageExit exit, String message) {
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
