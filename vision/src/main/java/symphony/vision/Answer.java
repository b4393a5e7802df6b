package symphony.vision;

import symphony.core.json.Json;
import symphony.core.stage.StageExit;

/**
 * How a task ended.
 *
 * @param message empty where it is done; else one line for the person who reads the dead letter
 */
record Answer(StageExit exit, String message) {
    Answer {
        message = message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    static Answer done() {
        return new Answer(StageExit.DONE, "");
    }

    String toLine() {
        return Json.line(Json.object().put("exit", exit.code()).put("message", message));
    }
}
