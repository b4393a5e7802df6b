package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;

/** What Amazon answers, and the server of the other tests never does: each is told with its remedy. */
class S3AnswersTest {
    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, set storage.region",
        "400, AuthorizationHeaderMalformed, set storage.region",
        "403, RequestTimeTooSkewed, this machine's clock is wrong",
        "400, ExpiredToken, the credentials have expired",
        "403, AccessDenied, allow it in the bucket's policy",
        "403, InvalidAccessKeyId, check AWS_ACCESS_KEY_ID",
        "404, NoSuchBucket, there is no bucket vines",
        "503, SlowDown, the service is busy or failing",
    })
    void each_refusal_names_its_remedy(int status, String code, String remedy) throws IOException {
        HttpServer server = server(exchange -> answer(exchange, status, error(code)));
        try (ArtifactStore store = S3Server.store(
                server.getAddress().getPort(), "vines", "farm", "planted-secret", TransferSizes.STREAMED)) {
            assertThatThrownBy(() -> store.list("7/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(remedy)
                    .hasMessageContaining("farm/7/")
                    .hasMessageNotContaining("planted");
            byte[] content = {1};
            assertThatThrownBy(() -> store.create("7/x", content))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("planted");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_service_that_is_busy_for_a_moment_is_asked_again() throws IOException {
        AtomicInteger busy = new AtomicInteger(2);
        HttpServer server = server(exchange -> {
            if (busy.getAndDecrement() > 0) {
                answer(exchange, 503, error("SlowDown"));
            } else {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                answer(exchange, 200, new byte[0]);
            }
        });
        try (ArtifactStore store = S3Server.store(
                server.getAddress().getPort(), "vines", "farm", "planted-secret", TransferSizes.STREAMED)) {
            assertThat(store.create("7/x", new byte[] {1})).isEqualTo(Publication.CREATED);
            assertThat(busy).hasValueLessThan(0);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            handler.handle(exchange);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static byte[] error(String code) {
        return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }
}
