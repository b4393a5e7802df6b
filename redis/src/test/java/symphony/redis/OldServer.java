package symphony.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers BLPOP as Redis 5.0 does: a timeout that is no whole number of seconds is refused, and any other is over at once.
 * Protocol: RESP 2, https://redis.io/docs/latest/develop/reference/protocol-spec/.
 */
final class OldServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<String> timeouts = new CopyOnWriteArrayList<>();

    OldServer() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "old redis");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The timeouts it was asked to wait for, in order. */
    List<String> timeouts() {
        return List.copyOf(timeouts);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve() {
        try (Socket client = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            for (String head = in.readLine(); head != null; head = in.readLine()) {
                out.write((answer(command(head, in)) + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    /** An array of bulk strings without line ends in them. */
    private static List<String> command(String head, BufferedReader in) throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
            in.readLine(); // its length
            words.add(in.readLine());
        }
        return words;
    }

    private String answer(List<String> words) {
        if (words.get(0).equals("HELLO")) {
            return "-ERR unknown command `HELLO`"; // came with 6.0
        }
        String timeout = words.get(words.size() - 1);
        timeouts.add(timeout);
        return timeout.matches("[0-9]+") ? "*-1" : "-ERR timeout is not an integer or out of range";
    }
}
