package symphony.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** A real S3 server in this process, with one bucket, that checks signatures. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "vines";
    public static final String KEY = "local-key";
    public static final String SECRET = "planted-secret-7Qx";

    private final S3Proxy proxy;

    /** @param folder where it keeps objects as files */
    public S3Server(Path folder) {
        this(folder, BUCKET);
    }

    /** @param bucket the folder's subfolder of that name */
    public S3Server(Path folder, String bucket) {
        this(folder, bucket, AuthenticationType.AWS_V4);
    }

    private S3Server(Path folder, String bucket, AuthenticationType authentication) {
        try {
            Properties properties = new Properties();
            properties.setProperty("jclouds.filesystem.basedir", folder.toString());
            BlobStore blobs = BlobStores.create("filesystem-nio2", properties);
            blobs.createContainer(bucket);
            proxy = S3Proxy.builder()
                    .awsAuthentication(authentication, KEY, SECRET)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .v4MaxNonChunkedRequestSize(1L << 30)
                    .blobStore(blobs)
                    .build();
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server", e);
        }
    }

    /** One that checks no signature: requests may be changed on their way to it. */
    public static S3Server trusting(Path folder) {
        return new S3Server(folder, BUCKET, AuthenticationType.NONE);
    }

    /** In a process of its own: prints its port, and serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (S3Server server = new S3Server(Path.of(arguments[0]))) {
            System.out.println(server.port());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    public int port() {
        return proxy.getPort();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
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
