package symphony.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import symphony.app.config.Setting;
import symphony.app.config.StorageSetting;
import symphony.core.store.ArtifactStore;
import symphony.storage.LocalStore;
import symphony.storage.remote.AzureSettings;
import symphony.storage.remote.S3Settings;

/** Opens the store that the configuration names. */
final class OpenStore {
    /** A connection that is silent for so long is given up, and what it carried is asked for again. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final StorageSetting setting;
    private final Path directory;
    private final Map<String, String> environment;

    /** @param directory what a folder's name is relative to */
    OpenStore(StorageSetting setting, Path directory, Map<String, String> environment) {
        this.setting = setting;
        this.directory = directory;
        this.environment = environment;
    }

    /** The folder, where the storage is one. */
    Optional<Path> folder() {
        String url = setting.url().value();
        if (!url.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(url.substring("file:".length()).replaceFirst("^//", "")));
        } catch (InvalidPathException e) {
            throw UserError.failed(setting.url().source() + ": the storage is no folder's name: " + e.getReason());
        }
    }

    ArtifactStore open() {
        return folder().<ArtifactStore>map(LocalStore::new).orElseGet(this::remote);
    }

    private ArtifactStore remote() {
        URI url = uri(setting.url());
        String container = url.getAuthority() == null ? "" : url.getAuthority();
        String prefix = url.getPath() == null ? "" : url.getPath().replaceFirst("^/+", "");
        Optional<URI> endpoint = setting.endpoint().map(OpenStore::uri);
        if (container.isEmpty()) {
            throw wrong("names no bucket or container");
        }
        switch (String.valueOf(url.getScheme())) {
            case "s3" -> {
                return new S3Settings(
                                container, prefix, endpoint, setting.region().map(Setting::value), STALLED)
                        .open();
            }
            case "azblob" -> {
                Optional<String> connection = Optional.ofNullable(environment.get("AZURE_STORAGE_CONNECTION_STRING"))
                        .filter(c -> !c.isEmpty());
                try {
                    return new AzureSettings(container, prefix, endpoint, connection, STALLED).open();
                } catch (IllegalArgumentException e) {
                    throw UserError.failed(setting.url().source() + ": " + e.getMessage());
                }
            }
            default -> throw wrong("is of no kind that is known");
        }
    }

    private UserError wrong(String why) {
        return UserError.failed(setting.url().source() + ": the storage " + why
                + "; use file:FOLDER, s3://BUCKET/PREFIX or azblob://CONTAINER/PREFIX");
    }

    private static URI uri(Setting<String> setting) {
        try {
            return new URI(setting.value());
        } catch (URISyntaxException e) {
            throw UserError.failed(setting.source() + ": the address cannot be read: " + e.getReason());
        }
    }
}
