package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.store.ArtifactStore;

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
    })
    void each_refusal_names_its_remedy(int status, String code, String remedy) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
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
}
