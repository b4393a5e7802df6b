package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bucket that keeps former versions says so in each answer; the server of the other tests has none. */
class VersionedBucketTest {
    @Test
    void is_told_by_the_version_that_an_object_has() throws IOException {
        assertThat(keepsFormerVersions(Optional.of("3sL4kqtJlcpXroDTDmJ"))).isTrue();
        assertThat(keepsFormerVersions(Optional.of("null"))).isFalse();
        assertThat(keepsFormerVersions(Optional.empty())).isFalse();
    }

    private static boolean keepsFormerVersions(Optional<String> version) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            version.ifPresent(v -> exchange.getResponseHeaders().set("x-amz-version-id", v));
            exchange.getResponseHeaders().set("Content-Length", "5");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (RemoteStore store = (RemoteStore)
                S3Server.store(server.getAddress().getPort(), "vines", "", "secret", TransferSizes.STREAMED)) {
            return store.keepsFormerVersions("probe");
        } finally {
            server.stop(0);
        }
    }
}
