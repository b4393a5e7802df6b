package symphony.vision;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/** Mode {@code serve}: one task a line, one answer a line, until the input ends. */
final class ServeLoop {
    private final TaskRun runner;

    ServeLoop(TaskRun runner) {
        this.runner = runner;
    }

    void serve(BufferedReader requests, PrintStream answers) throws IOException {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            if (!line.isBlank()) {
                answers.println(answer(line).toLine());
                answers.flush();
            }
        }
    }

    private Answer answer(String line) {
        Path dir;
        JsonNode task;
        try {
            Fields request = Fields.of(Json.parse(line), "request");
            dir = Path.of(request.text("dir"));
            task = request.object("task").orElseThrow(() -> new MalformedJson("request: field 'task' is missing"));
        } catch (MalformedJson | InvalidPathException e) {
            return new Answer(StageExit.FAILED, "expected a line {\"dir\":\"…\",\"task\":{…}}: " + e.getMessage());
        }
        return runner.run(new StageFolder(dir.toAbsolutePath()), Json.line(task));
    }
}
