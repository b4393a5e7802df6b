package symphony.storage.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few requests that {@link RemoteStore} asks of an object service. Names are whole: the store's prefix is in them. A
 * fault that may pass is an {@link IOException} whose text names the service and no credential; retries on "slow down" are
 * the client library's.
 */
interface ObjectService extends AutoCloseable {
    /** The version of an object of which the service tells none. */
    String NO_VERSION = "";

    /**
     * One page of a listing.
     *
     * @param objects in it
     * @param folders names that end with a slash, where folders were asked for
     * @param next where to go on, or empty
     */
    record Page(List<Item> objects, List<String> folders, Optional<String> next) {}

    /** @param version the service's ETag */
    record Item(String name, long size, String version) {}

    /**
     * @param metadata what {@link #put} was given; keys are in lower case
     * @param former whether the container keeps what is replaced or deleted
     */
    record Head(long size, String version, Map<String, String> metadata, boolean former) {}

    /**
     * What has to be true for a publication.
     *
     * @param version the one that has to be there; empty: there may be none
     */
    record Condition(Optional<String> version) {
        static final Condition ABSENT = new Condition(Optional.empty());

        static Condition present(String version) {
            return new Condition(Optional.of(version));
        }
    }

    Page list(String prefix, boolean byFolder, Optional<String> from) throws IOException;

    Optional<Head> head(String name) throws IOException;

    /**
     * The bytes from {@code from} on, {@code length} of them; a body that ends early throws when it is read.
     *
     * @param version the one that was seen; another is an {@link IOException}
     * @throws symphony.core.store.ObjectMissing where there is none
     */
    InputStream get(String name, String version, long from, long length) throws IOException;

    /**
     * Publishes in one request, checked by the service against a checksum of what it receives.
     *
     * @throws ConditionRefused where the service says that the condition does not hold; it may be our own write whose answer
     *     was lost
     */
    void put(String name, Upload content, Condition condition, Map<String, String> metadata) throws IOException;

    /** The same in parts, several at a time; nothing is left behind by a failure. */
    void putInParts(
            String name,
            Upload content,
            List<Upload.Part> parts,
            Parallel parallel,
            Condition condition,
            Map<String, String> metadata)
            throws IOException;

    /**
     * Deletes what is there.
     *
     * @param version the one that was seen
     * @throws ConditionRefused where the service says that it is another, or gone; some services delete whichever is there
     */
    void delete(String name, String version) throws IOException;

    /** For messages: the service and its container, no credentials. */
    String describe();

    @Override
    void close();
}
