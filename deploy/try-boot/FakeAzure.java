import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a machine of Azure meets when it boots: tokens, a vault, blobs and scheduled events, all on one port.
 *
 * <p>{@code java FakeAzure.java ADDRESS PORT FOLDER}: secrets lie in FOLDER/secrets, blobs in FOLDER/releases; the file
 * FOLDER/events, once it is there, is what the scheduled events say; what a machine answers is kept in FOLDER/answers.
 */
public class FakeAzure {
    private static final String NO_EVENTS = "{\"DocumentIncarnation\":1,\"Events\":[]}";

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 0);
        server.createContext("/metadata/identity/oauth2/token", exchange -> {
            String resource = exchange.getRequestURI().getQuery().replaceFirst(".*resource=", "");
            answer(exchange, 200, bytes("{\"access_token\":\"token-for-" + resource + "\"}"));
        });
        server.createContext("/metadata/instance/compute/name", exchange -> answer(exchange, 200, bytes("worker_0")));
        server.createContext("/metadata/scheduledevents", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                Files.write(folder.resolve("answers"), exchange.getRequestBody().readAllBytes());
                answer(exchange, 200, bytes(""));
            } else {
                Path events = folder.resolve("events");
                answer(exchange, 200, Files.exists(events) ? Files.readAllBytes(events) : bytes(NO_EVENTS));
            }
        });
        server.createContext("/secrets/", exchange -> {
            Path secret = folder.resolve("secrets").resolve(name(exchange.getRequestURI()));
            boolean there = Files.exists(secret) && authorised(exchange, "https://vault.azure.net");
            answer(exchange, there ? 200 : 404,
                    bytes(there ? "{\"value\":\"" + Files.readString(secret).strip() + "\"}" : ""));
        });
        server.createContext("/releases/", exchange -> {
            Path blob = folder.resolve("releases").resolve(name(exchange.getRequestURI()));
            if (!authorised(exchange, "https://storage.azure.com/")) {
                answer(exchange, 403, bytes(""));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                Files.write(blob, exchange.getRequestBody().readAllBytes());
                answer(exchange, 201, bytes(""));
            } else if (Files.exists(blob)) {
                exchange.sendResponseHeaders(200, Files.size(blob));
                try (InputStream in = Files.newInputStream(blob)) {
                    in.transferTo(exchange.getResponseBody());
                }
                exchange.close();
            } else {
                answer(exchange, 404, bytes(""));
            }
        });
        server.start();
    }

    private static boolean authorised(HttpExchange exchange, String resource) {
        return ("Bearer token-for-" + resource).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String name(URI address) {
        return address.getPath().replaceFirst(".*/", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
