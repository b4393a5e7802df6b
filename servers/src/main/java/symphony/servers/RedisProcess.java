package symphony.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** A Redis server or sentinel with settings of its own, listening when this is made. */
public final class RedisProcess implements AutoCloseable {
    private static final int POLL_MS = 20;

    private final Process process;
    private final int port;

    /**
     * @param folder its working directory, where its log lies too
     * @param settings as on its command line
     */
    public RedisProcess(Path folder, int port, List<String> settings) {
        this.port = port;
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(program(folder).toString()));
            command.addAll(settings);
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis-" + port + ".log").toFile())
                    .start();
            while (!isListening()) {
                if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the server ended at once, see " + folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One that speaks TLS alone, as "localhost", and lets in whoever shows a certificate of that authority. */
    public static RedisProcess withTls(Path folder, Certificates certificates, String password) {
        Path certificate = certificates.sign("redis", "dns:localhost");
        int port = freePort();
        return new RedisProcess(
                folder,
                port,
                List.of(
                        "--port",
                        "0",
                        "--tls-port",
                        Integer.toString(port),
                        "--tls-cert-file",
                        certificate.toString(),
                        "--tls-key-file",
                        certificates.key("redis").toString(),
                        "--tls-ca-cert-file",
                        certificates.authority().toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        "",
                        "--requirepass",
                        password));
    }

    private static Path program(Path folder) throws IOException {
        Path unpacked = Files.createTempDirectory(folder, "bin");
        return ExecutableProvider.newJarResourceProvider(unpacked.toFile())
                .get()
                .toPath()
                .toAbsolutePath();
    }

    /** One that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** As kill -9; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
