package symphony.worker.program;

import java.time.Duration;

/**
 * How long a program may take and how large it may grow.
 *
 * @param timeout of one task; past it the whole process tree is killed
 * @param silence the longest time without a line on stdout or stderr while at a task, past which it is killed too; zero:
 *     it may say nothing
 * @param tasks after which a serving program makes room for a fresh one; 0: never
 * @param memoryBytes of the process tree, beyond which a serving program makes room for a fresh one after its task; 0: any
 */
public record ProgramLimits(Duration timeout, Duration silence, int tasks, long memoryBytes) {
    public ProgramLimits {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be longer than nothing: " + timeout);
        }
        if (silence.isNegative() || tasks < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "limits below nothing: silence " + silence + ", tasks " + tasks + ", memory " + memoryBytes);
        }
    }

    /** A timeout and nothing else. */
    public static ProgramLimits of(Duration timeout) {
        return new ProgramLimits(timeout, Duration.ZERO, 0, 0);
    }
}
