package symphony.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The port to object storage. Keys are relative, their steps joined by {@code /}; a key that climbs out, is absolute or
 * holds an empty step is refused with {@link IllegalArgumentException}. Every implementation passes {@code
 * ArtifactStoreContract}. An {@link IOException} is a fault that may pass: the caller waits and tries again; {@link
 * ObjectMissing} is one that will not.
 */
public interface ArtifactStore extends AutoCloseable {

    /**
     * Tells of every object whose key starts with the prefix, once, ordered by nothing. Only whole objects are shown.
     * A prefix under which nothing lies is an empty listing.
     */
    void list(String prefix, Consumer<StoredObject> sink) throws IOException;

    /** Takes in what a listing tells of an object. */
    interface SizeSink {
        void object(String key, long size);
    }

    /** Tells key and size alone, which a store may know more cheaply; for prefixes under which a million lie. */
    default void sizes(String prefix, SizeSink sink) throws IOException {
        list(prefix, o -> sink.object(o.key(), o.size()));
    }

    /**
     * Tells keys alone, as cheaply as the store can: it need not look at each, so the name of something that is no object,
     * such as a link that leads nowhere, may be among them.
     */
    default void names(String prefix, Consumer<String> sink) throws IOException {
        list(prefix, o -> sink.accept(o.key()));
    }

    /** The same as a list, ordered by key; for prefixes known to be small. */
    default List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> all = new ArrayList<>();
        list(prefix, all::add);
        all.sort(Comparator.comparing(StoredObject::key));
        return List.copyOf(all);
    }

    /** The names of the "folders" directly under a prefix that ends with a slash, or is empty; ordered. */
    List<String> folders(String prefix) throws IOException;

    Optional<StoredObject> find(String key) throws IOException;

    /** @throws ObjectMissing where there is none */
    InputStream open(String key) throws IOException;

    /**
     * Up to {@code length} bytes from {@code offset}; fewer where the object ends. A negative offset counts from the end.
     *
     * @throws ObjectMissing where there is none
     */
    byte[] read(String key, long offset, int length) throws IOException;

    /**
     * Copies the object to a file that must not exist; the file is there whole or not at all.
     *
     * @throws ObjectMissing where there is none
     */
    void download(String key, Path target) throws IOException;

    /** Creates, never replaces: of two that publish one key the first wins. Durable when it returns. */
    Publication create(String key, Path source) throws IOException;

    /** The same for small content. */
    Publication create(String key, byte[] content) throws IOException;

    /**
     * Replaces the object only if it is still the version that was seen; for a newer run, or where it was found broken.
     *
     * @return whether it was
     */
    boolean replace(String key, Path source, String seenVersion) throws IOException;

    /** The same for small content. */
    boolean replace(String key, byte[] content, String seenVersion) throws IOException;

    /**
     * Removes the object only if it is still the version that was seen. No step of the pipeline removes anything; this
     * serves a person who says so. Of several at once one removes it.
     *
     * @return whether it was
     */
    default boolean remove(String key, String seenVersion) throws IOException {
        throw new IOException("nothing can be removed from " + describe() + "; remove " + key + " by its own tools");
    }

    /** Where the store is, for messages: no credentials. */
    String describe();

    @Override
    void close();
}
