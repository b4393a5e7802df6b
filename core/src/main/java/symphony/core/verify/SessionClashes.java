package symphony.core.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.session.TaskFile;

/** Task files that ask for one session, or for sessions that share a name and so their queues. */
final class SessionClashes {
    private final Map<List<String>, TaskFile> bySession = new HashMap<>();
    private final Map<String, TaskFile> byName = new HashMap<>();

    /** Takes the next file; tells how it clashes with one before it. Blanks in farm and block names make no difference. */
    Optional<Finding> next(TaskFile file) {
        Place place = file.places().containsKey("session_name") ? file.place("session_name") : Place.of(file.path());
        TaskFile same = bySession.putIfAbsent(
                List.of(file.clientName(), folder(file.farmName()), folder(file.blockName()), file.sessionName()),
                file);
        TaskFile shared = byName.putIfAbsent(file.sessionName(), file);
        if (same != null) {
            return Optional.of(FindingCode.SESSION_TWICE.at(
                    place,
                    "session '" + file.sessionName() + "' is asked for by " + same.path() + " as well",
                    "give each task file a session_name of its own"));
        }
        if (shared != null) {
            return Optional.of(FindingCode.SESSION_NAME_SHARED.at(
                    place,
                    "session '" + file.sessionName() + "' has the name of that in " + shared.path()
                            + ", of another block: they share their queues",
                    "give each session a name of its own, so that each can be watched and paused alone"));
        }
        return Optional.empty();
    }

    private static String folder(String name) {
        return name.replaceAll("\\s+", "");
    }
}
