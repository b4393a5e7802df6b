package symphony.bench.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import symphony.core.store.ArtifactStore;
import symphony.servers.S3Server;
import symphony.storage.remote.S3Settings;

/** Uploads a file and downloads it again, in a process whose heap is far smaller than the file. */
final class TransferInLittleMemory {
    private TransferInLittleMemory() {}

    /**
     * Moves the file there and back.
     *
     * @param arguments endpoint, key, the file, and where the copy goes
     */
    public static void main(String[] arguments) throws IOException {
        try (ArtifactStore store = store(URI.create(arguments[0]))) {
            store.create(arguments[1], Path.of(arguments[2]));
            store.download(arguments[1], Path.of(arguments[3]));
        }
    }

    /** With what credentials the server has. */
    static ArtifactStore store(URI endpoint) {
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        return new S3Settings(S3Server.BUCKET, "", Optional.of(endpoint), Optional.empty(), Duration.ofSeconds(30))
                .open();
    }
}
