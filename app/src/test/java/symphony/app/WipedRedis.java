package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Speaks to a Redis as a person would with telnet. */
public final class WipedRedis {
    private WipedRedis() {}

    /** Nothing is left in it. */
    public static void wipe(URI redis) throws IOException {
        tell(redis, "FLUSHALL");
    }

    /** @param command its words without blanks */
    public static void tell(URI redis, String command) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isIn((int) '+', (int) ':');
        }
    }
}
