package symphony.app.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which Redis, and how to get in.
 *
 * @param url {@link Configuration#EMBEDDED} or a redis URL
 * @param database from {@code REDIS_DB}; wins over the URL's
 * @param user wins over the URL's, as does the password
 * @param sentinelUser for the sentinels, as is that password
 * @param authorities PEM file of those whose certificates are trusted
 * @param certificate PEM file of this machine's own, with its key beside it
 */
public record RedisSetting(
        Setting<String> url,
        Optional<Setting<Integer>> database,
        Optional<Setting<String>> user,
        Optional<Setting<String>> password,
        Optional<Setting<String>> sentinelUser,
        Optional<Setting<String>> sentinelPassword,
        Optional<Setting<Path>> authorities,
        Optional<Setting<Path>> certificate,
        Optional<Setting<Path>> key) {

    public boolean isEmbedded() {
        return url.value().equals(Configuration.EMBEDDED);
    }
}
