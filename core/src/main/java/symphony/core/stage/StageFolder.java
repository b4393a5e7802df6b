package symphony.core.stage;

import java.nio.file.Path;

/**
 * The folder a program is given. Names in it are the artifacts' file names; {@code context/} keeps
 * {@code preprocess-frames/} as a subfolder, for there detection zips and frames zips share their names.
 *
 * @param path absolute; the working directory of a program run once a task, and {@code SYMPHONY_TASK_DIR}
 */
public record StageFolder(Path path) {
    /** The environment variable that holds {@link #path}. */
    public static final String VARIABLE = "SYMPHONY_TASK_DIR";

    /** The task, as JSON. */
    public Path task() {
        return path.resolve("task.json");
    }

    /** What is turned into the outputs. */
    public Path inputs() {
        return path.resolve("inputs");
    }

    /** What is needed beside it, as far as it exists. */
    public Path context() {
        return path.resolve("context");
    }

    /** What the program has to make. */
    public Path outputs() {
        return path.resolve("outputs");
    }

    /** Optional, from the program: {@code {"name":"…","version":"…"}} for the record. */
    public Path stage() {
        return path.resolve("stage.json");
    }
}
