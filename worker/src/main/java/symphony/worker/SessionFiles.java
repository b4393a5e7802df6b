package symphony.worker;

import java.util.List;
import java.util.Optional;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RowVideoMap;
import symphony.core.session.Session;

/**
 * What a session's root says of the session, as far as it exists: a task pushed by hand may be all there is.
 *
 * @param session empty where there is no {@code session.json}
 * @param map the row video map; one that is absent or cannot be read is empty: making it again is rvm's task
 * @param known the files themselves, where they are small enough to be kept
 */
record SessionFiles(Optional<Session> session, Optional<RowVideoMap> map, List<Content> known) {
    SessionFiles {
        known = List.copyOf(known);
    }

    /** @param checksum of the bytes */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(String key, byte[] bytes, Checksum checksum) {}

    Optional<Content> content(String key) {
        return known.stream().filter(c -> c.key().equals(key)).findFirst();
    }
}
