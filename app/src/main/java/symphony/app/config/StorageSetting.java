package symphony.app.config;

import java.util.Optional;

/**
 * Where artifacts are kept.
 *
 * @param url {@code file:FOLDER}, {@code s3://bucket/prefix} or {@code azblob://container/prefix}
 * @param endpoint of the service, where it does not follow from the URL
 * @param region of an S3 bucket
 */
public record StorageSetting(
        Setting<String> url, Optional<Setting<String>> endpoint, Optional<Setting<String>> region) {}
