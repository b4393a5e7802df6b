package symphony.vision;

import java.io.IOException;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;

/** One built-in stage program. */
public interface Stage {
    /**
     * Turns {@code inputs/} into {@code outputs/}.
     *
     * @throws BadData where the inputs can never give outputs; the message is for the dead letter
     * @throws IOException where files cannot be read or written
     */
    void run(StageFolder folder, Task task, Progress progress) throws IOException;
}
