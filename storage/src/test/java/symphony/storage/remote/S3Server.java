package symphony.storage.remote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import symphony.core.store.ArtifactStore;

/** A real S3 server in this process, with one bucket, that checks signatures. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "vines";
    private static final String KEY = "local-key";
    private static final String SECRET = "planted-secret-7Qx";

    /** The smallest that S3 takes, so that some megabytes go in parts. */
    static final TransferSizes SMALL = new TransferSizes(5 << 20, 5 << 20, 4);

    private final S3Proxy proxy;
    private final BlobStore blobs;

    S3Server(Path folder) {
        try {
            Properties properties = new Properties();
            properties.setProperty("jclouds.filesystem.basedir", folder.toString());
            blobs = BlobStores.create("filesystem-nio2", properties);
            blobs.createContainer(BUCKET);
            proxy = S3Proxy.builder()
                    .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .v4MaxNonChunkedRequestSize(1L << 30)
                    .blobStore(blobs)
                    .build();
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server of the test", e);
        }
    }

    int port() {
        return proxy.getPort();
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
                .open(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)), sizes);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
