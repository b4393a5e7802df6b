package symphony.storage.remote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import symphony.core.store.ArtifactStore;

/** A real S3 server in this process, and stores on it. */
final class S3Server implements AutoCloseable {
    /** The smallest that S3 takes, so that some megabytes go in parts. */
    static final TransferSizes SMALL = new TransferSizes(5 << 20, 5 << 20, 5 << 20, 4);

    private static final String BUCKET = symphony.servers.S3Server.BUCKET;
    private static final String SECRET = symphony.servers.S3Server.SECRET;

    private final symphony.servers.S3Server server;

    S3Server(Path folder) {
        server = new symphony.servers.S3Server(folder);
    }

    int port() {
        return server.port();
    }

    ArtifactStore store(String prefix, TransferSizes sizes) {
        return store(port(), BUCKET, prefix, SECRET, sizes);
    }

    static ArtifactStore through(int port, String prefix, TransferSizes sizes) {
        return store(port, BUCKET, prefix, SECRET, sizes);
    }

    static ArtifactStore store(int port, String bucket, String prefix, String secret, TransferSizes sizes) {
        return new S3Settings(
                        bucket,
                        prefix,
                        Optional.of(URI.create("http://127.0.0.1:" + port)),
                        Optional.empty(),
                        Duration.ofSeconds(2))
                .open(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(symphony.servers.S3Server.KEY, secret)),
                        sizes);
    }

    @Override
    public void close() {
        server.close();
    }
}
