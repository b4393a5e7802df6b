package symphony.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import symphony.servers.S3Server;

/**
 * Stands before an S3 server that checks no signature, and has it answer as Amazon does to those who may not, or as a service
 * that is not quite S3.
 */
final class S3Gate implements AutoCloseable {
    /**
     * A request.
     *
     * @param key below the bucket; of a listing its prefix
     */
    record Asked(String method, boolean listing, String key) {
        static Predicate<Asked> method(String method) {
            return asked -> asked.method.equals(method);
        }

        static Predicate<Asked> below(String prefix) {
            return asked -> asked.key.startsWith(prefix);
        }
    }

    private record Refusal(Predicate<Asked> what, int status, String code) {}

    private final HttpServer entry;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI server;
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    private final Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> added = new TreeMap<>();
    private UnaryOperator<byte[]> objects = body -> body;
    private UnaryOperator<String> listings = body -> body;

    S3Gate(S3Server server) throws IOException {
        this.server = server.endpoint();
        this.entry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        entry.createContext("/", this::handle);
        entry.setExecutor(threads);
        entry.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + entry.getAddress().getPort();
    }

    /** @param code as Amazon has it, {@code AccessDenied} for example */
    void refuse(Predicate<Asked> what, int status, String code) {
        refusals.add(new Refusal(what, status, code));
    }

    /** Refuses nothing any more. */
    void open() {
        refusals.clear();
    }

    /** Requests go on without this header. */
    void drop(String header) {
        dropped.add(header);
    }

    /** Answers come with this header. */
    void add(String header, String value) {
        added.put(header, value);
    }

    void alterObjects(UnaryOperator<byte[]> alter) {
        objects = alter;
    }

    void alterListings(UnaryOperator<String> alter) {
        listings = alter;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Asked asked = asked(exchange);
        Optional<Refusal> refusal =
                refusals.stream().filter(r -> r.what().test(asked)).findFirst();
        if (refusal.isPresent()) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            answer(exchange, refusal.get().status(), error(refusal.get().code()));
        } else {
            forward(exchange, asked, body);
        }
        exchange.close();
    }

    private static Asked asked(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/[^/]*/?", "");
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        boolean listing = query.contains("list-type=2");
        String prefix = query.replaceFirst("^(?:.*&)?prefix=([^&]*).*$", "$1");
        return new Asked(exchange.getRequestMethod(), listing, listing ? prefix : path);
    }

    private static byte[] error(String code) {
        return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void forward(HttpExchange exchange, Asked asked, byte[] body) throws IOException {
        HttpURLConnection on = (HttpURLConnection)
                server.resolve(exchange.getRequestURI()).toURL().openConnection();
        on.setRequestMethod(asked.method());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!dropped.contains(name) && !name.equalsIgnoreCase("Expect")) {
                on.setRequestProperty(name, String.join(",", values));
            }
        });
        if (asked.method().equals("PUT")) {
            on.setDoOutput(true);
            on.getOutputStream().write(body);
        }
        int status = on.getResponseCode();
        on.getHeaderFields().forEach((name, values) -> {
            if (name != null && !name.toLowerCase(Locale.ROOT).matches("transfer-encoding|connection|date")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        added.forEach(exchange.getResponseHeaders()::set);
        try (InputStream in = status < 400 ? on.getInputStream() : on.getErrorStream()) {
            byte[] answer = in == null ? new byte[0] : in.readAllBytes();
            answer(exchange, status, status >= 300 ? answer : altered(asked, answer));
        }
    }

    private byte[] altered(Asked asked, byte[] answer) {
        if (asked.listing()) {
            return listings.apply(new String(answer, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
        return asked.method().equals("GET") ? objects.apply(answer) : answer;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        entry.stop(0);
        threads.shutdown();
    }
}
