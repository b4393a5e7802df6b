package symphony.worker.program;

import symphony.core.stage.StageExit;

/**
 * How a program's run ended.
 *
 * @param message for the person who reads the dead letter
 */
public record ProgramEnd(StageExit exit, String message) {}
