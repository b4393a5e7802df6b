package symphony.worker.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import symphony.core.stage.StageFolder;

/** A stage program as a slot runs it. */
public interface Program extends AutoCloseable {
    /**
     * Runs one task to its end, or kills the program where it takes too long, is silent for too long, or the task is
     * cancelled.
     *
     * @throws IOException where the program cannot be started
     * @throws TaskCancelled once it is dead
     */
    ProgramEnd run(ProgramSpec spec, StageFolder folder, ObjectNode task, ProgramLog log, Cancellation cancellation)
            throws IOException, TaskCancelled;

    /** What its processes take of the machine now. */
    ProcessUsage usage();

    /** Ends the process, if one lives. */
    @Override
    void close();
}
