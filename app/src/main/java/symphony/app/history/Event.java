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
 * @param result what came of a command, in a few words; of a task by which program it was done
 * @param artifacts how many a task made; of a command 0
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
        String result,
        int artifacts) {
    /** What kind of doing. */
    public enum Kind {
        TASK,
        COMMAND;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The same with more artifacts. */
    Event with(int more) {
        return new Event(kind, started, took, session, role, who, host, what, result, artifacts + more);
    }

    /** What came of it, for people. */
    public String outcome() {
        return kind == Kind.COMMAND ? result : artifacts + (artifacts == 1 ? " artifact " : " artifacts ") + result;
    }

    public Instant ended() {
        return started.plus(took);
    }
}
