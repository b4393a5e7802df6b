package symphony.app.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that was done.
 *
 * @param session of a task; of a command empty
 * @param role of a task; of a command empty
 * @param who the worker, or the person's account
 * @param what the artifact, or the command as it was typed (no secrets)
 * @param result what came of it, in a few words
 */
public record Event(
        Kind kind,
        Instant started,
        Duration took,
        String session,
        String role,
        String who,
        String host,
        String what,
        String result) {
    /** What kind of doing. */
    public enum Kind {
        TASK,
        COMMAND;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Instant ended() {
        return started.plus(took);
    }
}
