package symphony.app.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A metadata service, a vault and a storage on one port of this machine; each refuses what Azure's own would refuse. */
final class FakeAzure implements AutoCloseable {
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final Map<String, String> blobs = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeAzure() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metadata/identity/oauth2/token", this::token);
        server.createContext("/secrets/", this::secret);
        server.createContext("/releases/", this::blob);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void token(HttpExchange exchange) throws IOException {
        boolean marked = "true".equals(exchange.getRequestHeaders().getFirst("Metadata"));
        String resource = exchange.getRequestURI().getQuery().replaceFirst(".*resource=", "");
        answer(exchange, marked ? 200 : 400, "{\"access_token\":\"token-for-" + resource + "\"}");
    }

    private void secret(HttpExchange exchange) throws IOException {
        if (!authorised(exchange, "https://vault.azure.net")) {
            answer(exchange, 401, "");
            return;
        }
        String value = secrets.get(name(exchange));
        answer(exchange, value == null ? 404 : 200, "{\"value\":\"" + value + "\"}");
    }

    private void blob(HttpExchange exchange) throws IOException {
        if (!authorised(exchange, "https://storage.azure.com/")) {
            answer(exchange, 401, "");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            blobs.put(name(exchange), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 201, "");
        } else {
            String text = blobs.get(name(exchange));
            answer(exchange, text == null ? 404 : 200, text == null ? "" : text);
        }
    }

    private static boolean authorised(HttpExchange exchange, String resource) {
        return ("Bearer token-for-" + resource)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String name(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
