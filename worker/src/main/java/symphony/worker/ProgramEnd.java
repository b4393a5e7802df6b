package symphony.worker;

import symphony.core.stage.StageExit;

/**
 * How a program's run ended.
 *
 * @param message for the person who reads the dead letter
 */
record ProgramEnd(StageExit exit, String message) {}
