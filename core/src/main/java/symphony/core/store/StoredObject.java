package symphony.core.store;

/**
 * One object of a listing.
 *
 * @param size bytes
 * @param version changes whenever the content may have changed; means something to its store alone
 */
public record StoredObject(String key, long size, String version) {}
