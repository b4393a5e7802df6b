package symphony.bench.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import symphony.bench.ResultsFolder;

/**
 * What an S3 server tells of a session's results: names and sizes, page by page, and the few files that a plan reads. A page
 * costs it the same however many keys there are; real servers of tests look at all of them for each. It counts what it is
 * asked, and checks no signature.
 */
final class KeyServer {
    /** Where it tells what it was asked: listings, the pages that they have, and all else. */
    static final String COUNTS = "/counts";

    private static final long ARTIFACT_BYTES = 100_000;
    private static final int THREADS = 4;

    private final KeyPages keys = new KeyPages();
    private final Map<String, byte[]> texts = new HashMap<>();
    private final AtomicLong listings = new AtomicLong();
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    private KeyServer(int parts) throws IOException {
        ResultsFolder.lay(new Told(), "bench", parts, ARTIFACT_BYTES, parts - parts / 20, parts - parts / 10);
        keys.sort();
    }

    /**
     * Prints its port, and serves until its input ends.
     *
     * @param arguments the row parts of the session
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer waits 40 ms for an acknowledgement
        KeyServer server = new KeyServer(Integer.parseInt(arguments[0]));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", server::answer);
        http.setExecutor(Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "answer");
            thread.setDaemon(true);
            return thread;
        }));
        http.start();
        System.out.println(http.getAddress().getPort());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        http.stop(0);
    }

    private final class Told implements ResultsFolder.Ground {
        @Override
        public void hole(String key, long size) {
            keys.add(key, size);
        }

        @Override
        public void text(String key, String content) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            keys.add(key, bytes.length);
            texts.put(key, bytes);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(COUNTS)) {
                say(exchange, 200, String.format(Locale.ROOT, "%d %d %d", listings.get(), pages.get(), others.get()));
                return;
            }
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            if (query.containsKey("list-type")) {
                list(exchange, query);
            } else {
                object(exchange, path.substring(path.indexOf('/', 1) + 1));
            }
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        boolean byFolder = query.containsKey("delimiter");
        String token = query.get("continuation-token");
        listings.incrementAndGet();
        if (token == null) {
            pages.addAndGet(keys.pages(prefix, byFolder));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        say(exchange, 200, keys.page(prefix, byFolder, token));
    }

    private void object(HttpExchange exchange, String key) throws IOException {
        others.incrementAndGet();
        byte[] text = texts.get(key);
        if (text == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + Integer.toHexString(key.hashCode()) + "\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(text.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        // whole objects are all that is asked for
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }
}
