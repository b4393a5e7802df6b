package symphony.worker.program;

/** Who listens to a program while it is at a task. */
record Hearing(ProgramLog log, Watchdog watchdog) {}
