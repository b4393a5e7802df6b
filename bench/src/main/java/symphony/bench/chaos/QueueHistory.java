package symphony.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import symphony.core.json.MalformedJson;
import symphony.core.task.QueueName;
import symphony.core.task.Task;

/**
 * Everything that ever happened to the lists, in Redis's own order: it listens with MONITOR, which also tells what scripts
 * do, and keeps a copy of each list. What is claimed out of turn is a violation.
 */
final class QueueHistory implements AutoCloseable {
    private static final int RECENT = 40;
    private static final Set<String> READS =
            Set.of("LLEN", "LRANGE", "LINDEX", "TYPE", "EXISTS", "KEYS", "SCAN", "PTTL", "TTL", "OBJECT", "MEMORY");

    private final int port;
    private final Map<String, Deque<String>> lists = new HashMap<>();
    /** When each task came into its queue last, counted. */
    private final Map<String, Long> enqueued = new HashMap<>();

    /** The tasks of the push before, and when each had come before it. */
    private final Map<String, Optional<Long>> lastPush = new HashMap<>();

    private final Map<String, Long> lastFirstClaim = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final Deque<String> recent = new ArrayDeque<>();
    private long sequence;
    private long claims;
    private long returns;
    private @Nullable Socket socket;

    QueueHistory(int port) {
        this.port = port;
    }

    /** Listens from now on, beginning with the lists as they are; nobody else may use the server meanwhile. */
    void attach(Jedis redis) throws IOException {
        Socket listening = new Socket(InetAddress.getLoopbackAddress(), port);
        listening.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(listening.getInputStream(), StandardCharsets.ISO_8859_1));
        if (!"+OK".equals(in.readLine())) {
            throw new IOException("Redis does not let itself be monitored");
        }
        synchronized (this) {
            socket = listening;
            lists.clear();
            for (String name : redis.keys("*")) {
                if (isQueue(name)) {
                    redis.lrange(name, 0, -1).forEach(line -> added(name, raw(line)));
                    lists.put(
                            name,
                            new ArrayDeque<>(redis.lrange(name, 0, -1).stream()
                                    .map(QueueHistory::raw)
                                    .toList()));
                }
            }
        }
        Thread thread = new Thread(() -> listen(in), "monitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(BufferedReader in) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> words = words(line);
                if (words.size() > 1 || (words.size() == 1 && words.get(0).equalsIgnoreCase("flushall"))) {
                    took(words);
                }
            }
        } catch (IOException e) {
            return; // Redis was killed: attached anew when it is back
        }
    }

    private synchronized void took(List<String> words) {
        String command = words.get(0).toUpperCase(java.util.Locale.ROOT);
        if (command.equals("FLUSHALL")) {
            lists.clear();
            note("FLUSHALL");
            return;
        }
        String key = words.get(1);
        if (!isQueue(key)) {
            return;
        }
        Deque<String> list = lists.computeIfAbsent(key, k -> new ArrayDeque<>());
        switch (command) {
            case "RPUSH" -> {
                lastPush.clear();
                words.subList(2, words.size()).forEach(line -> {
                    added(key, line);
                    list.addLast(line);
                });
            }
            case "LPUSH" ->
                words.subList(2, words.size()).forEach(line -> {
                    returned(key, line);
                    list.addFirst(line);
                });
            case "LPOP" -> popped(key, list, words.size() > 2 ? Integer.parseInt(words.get(2)) : 1);
            case "RPOP" -> Optional.ofNullable(list.pollLast()).ifPresent(line -> claimed(key, line));
            case "LTRIM" -> {
                popped(key, list, fromTheHead(words));
                takenOff(list, fromTheTail(words));
            }
            case "LREM" -> list.removeFirstOccurrence(words.get(words.size() - 1));
            case "DEL", "UNLINK" -> words.subList(1, words.size()).forEach(lists::remove);
            default -> {
                if (!READS.contains(command)) {
                    violation(key + " was changed by a command that no history is known of: " + command);
                }
            }
        }
    }

    /** How many {@code LTRIM key n -1} takes: so several are claimed at once. */
    private static int fromTheHead(List<String> words) {
        return words.get(3).equals("-1") ? Integer.parseInt(words.get(2)) : 0;
    }

    /** How many {@code LTRIM key 0 -n-1} takes: what was pushed a moment ago and was there already. */
    private static int fromTheTail(List<String> words) {
        return words.get(2).equals("0") ? -1 - Integer.parseInt(words.get(3)) : 0;
    }

    private void takenOff(Deque<String> list, int count) {
        for (int i = 0; i < count && !list.isEmpty(); i++) {
            list.removeLast();
        }
        if (count > 0) {
            lastPush.forEach((task, before) ->
                    before.ifPresentOrElse(turn -> enqueued.put(task, turn), () -> enqueued.remove(task)));
        }
    }

    private void added(String queue, String line) {
        String task = identity(queue, line);
        Optional<Long> before = Optional.ofNullable(enqueued.put(task, ++sequence)); // after a wipe it comes in again
        lastPush.putIfAbsent(task, before);
        note("RPUSH " + queue + " " + identity(queue, line));
    }

    private void returned(String queue, String line) {
        String task = identity(queue, line);
        returns++;
        note("LPUSH " + queue + " " + task);
        if (!claimed.contains(task)) {
            violation(task + " was put at the head of " + queue + " though nobody had ever claimed it");
        }
    }

    private void popped(String queue, Deque<String> list, int count) {
        for (int i = 0; i < count; i++) {
            String line = list.pollFirst();
            if (line == null) {
                return;
            }
            claimed(queue, line);
        }
    }

    private void claimed(String queue, String line) {
        claims++;
        String task = identity(queue, line);
        note("claimed " + queue + " " + task);
        if (claimed.add(task)) {
            long turn = enqueued.getOrDefault(task, 0L);
            long before = lastFirstClaim.getOrDefault(queue, 0L);
            if (turn < before) {
                violation(task + " was claimed from " + queue + " after one that was enqueued later");
            }
            lastFirstClaim.put(queue, Math.max(turn, before));
        }
    }

    private void violation(String what) {
        violations.add(what + "\n    lately: " + String.join("\n            ", recent));
    }

    private void note(String what) {
        recent.addLast(what);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /** A task by role and piece: unlike its line it stays the same when it is tried again. */
    private static String identity(String queue, String line) {
        try {
            Task task = Task.parse(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            // in words, and as the queue itself tells tasks apart: a plan may name archives that a successor does not
            return task.role() + " " + task.parts() + " " + task.identity().hex();
        } catch (MalformedJson e) {
            return queue + " " + line;
        }
    }

    private static String raw(String line) {
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isQueue(String key) {
        return !key.startsWith("symphony:")
                && !key.startsWith("dlq:")
                && QueueName.parse(key).isPresent();
    }

    /** The command and its arguments: {@code +1700000000.123456 [0 lua] "LPOP" "rvm:s1"}. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = line.indexOf("] \"");
        if (at < 0) {
            return words;
        }
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = at + 2; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inside = !inside;
            } else if (inside && c == '\\') {
                i++;
                switch (line.charAt(i)) {
                    case 'n' -> word.append('\n');
                    case 'r' -> word.append('\r');
                    case 't' -> word.append('\t');
                    case 'a' -> word.append('\u0007');
                    case 'b' -> word.append('\b');
                    case 'x' -> {
                        word.append((char) Integer.parseInt(line.substring(i + 1, i + 3), 16));
                        i += 2;
                    }
                    default -> word.append(line.charAt(i));
                }
            } else if (inside) {
                word.append(c);
            }
        }
        return words;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized long claims() {
        return claims;
    }

    synchronized long returns() {
        return returns;
    }

    synchronized List<String> recent() {
        return List.copyOf(recent);
    }

    @Override
    public synchronized void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
