package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;

/** By what each part of an upload is proven, on services that check CRC-32C and on those that do not. */
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class S3PartsTest {
    private static final String CRC = "x-amz-checksum-crc32c";
    private static final String MD5 = "Content-MD5";
    private static final int PARTS = 3;

    /** What a service makes of a transfer that is to be checked by CRC-32C. */
    private enum Service {
        CHECKS,
        SAYS_NOTHING,
        REFUSES
    }

    @TempDir
    Path folder;

    private final Queue<String> proofs = new ConcurrentLinkedQueue<>();
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();

    @Test
    void a_service_that_checks_crc_is_sent_it_and_no_other_sum() throws IOException {
        upload(Service.CHECKS, 1);
        assertThat(proofs).hasSize(PARTS).containsOnly(CRC);
    }

    @Test
    void a_service_that_says_nothing_of_it_is_sent_md5() throws IOException {
        upload(Service.SAYS_NOTHING, 1);
        assertThat(proofs).hasSize(PARTS).containsOnly(MD5);
    }

    @Test
    void a_service_that_refuses_it_is_asked_once_and_sent_md5() throws IOException {
        upload(Service.REFUSES, 2);
        assertThat(proofs).hasSize(2 * PARTS).containsOnly(MD5);
        assertThat(begun).containsExactly("with", "without", "without");
    }

    private void upload(Service service, int times) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(service, exchange));
        server.start();
        Path file = Files.write(folder.resolve("file"), new byte[PARTS * (5 << 20)]);
        try (ArtifactStore store =
                S3Server.store(server.getAddress().getPort(), "vines", "", "secret", S3Server.SMALL)) {
            for (int i = 0; i < times; i++) {
                assertThat(store.create("k" + i, file)).isEqualTo(Publication.CREATED);
            }
        } finally {
            server.stop(0);
        }
    }

    private void answer(Service service, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (exchange.getRequestMethod().equals("POST") && query.startsWith("uploads")) {
                begin(service, exchange);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                boolean crc = exchange.getRequestHeaders().containsKey(CRC);
                boolean md5 = exchange.getRequestHeaders().containsKey(MD5);
                proofs.add(crc && md5 ? "both" : crc ? CRC : md5 ? MD5 : "none");
                exchange.getResponseHeaders().set("ETag", "\"part\"");
                exchange.sendResponseHeaders(200, -1);
            } else {
                say(
                        exchange,
                        200,
                        "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>");
            }
        }
    }

    private void begin(Service service, HttpExchange exchange) throws IOException {
        String algorithm = exchange.getRequestHeaders().getFirst("x-amz-checksum-algorithm");
        begun.add(algorithm == null ? "without" : "with");
        if (algorithm != null && service == Service.REFUSES) {
            say(exchange, 501, "<Error><Code>NotImplemented</Code><Message>no</Message></Error>");
            return;
        }
        if (algorithm != null && service == Service.CHECKS) {
            exchange.getResponseHeaders().set("x-amz-checksum-algorithm", algorithm);
        }
        say(exchange, 200, "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>");
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = ("<?xml version=\"1.0\"?>" + text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
