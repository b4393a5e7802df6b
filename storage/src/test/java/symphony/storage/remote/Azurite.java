package symphony.storage.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import symphony.core.store.ArtifactStore;

/** A real Blob server as a child process; installed by npm below {@code target} at its first use. */
final class Azurite implements AutoCloseable {
    static final String CONTAINER = "vines";
    private static final Path SOURCES = Path.of("src/test/azurite");
    private static final Path INSTALLED = Path.of("target/azurite");
    private static final Pattern LISTENING = Pattern.compile("successfully listens on http://127\\.0\\.0\\.1:(\\d+)");
    /** The account that every such server has; its key is public. */
    private static final String ACCOUNT = "devstoreaccount1";

    static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /** So small that a few hundred kilobytes go in parts. */
    static final TransferSizes SMALL = new TransferSizes(1 << 17, 1 << 16, 1 << 16, 4);

    private final Process process;
    private final int port;

    private Azurite(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one; the test that calls is skipped where there is no npm. */
    static Azurite start() {
        try {
            Path main = install();
            Process process = new ProcessBuilder(
                            "node",
                            main.toString(),
                            "--inMemoryPersistence",
                            "--skipApiVersionCheck",
                            "--disableTelemetry",
                            "--blobHost",
                            "127.0.0.1",
                            "--blobPort",
                            "0")
                    .redirectErrorStream(true)
                    .start();
            Azurite server = new Azurite(process, port(process));
            new com.azure.storage.blob.BlobServiceClientBuilder()
                    .connectionString(connection(server.port, KEY))
                    .buildClient()
                    .createBlobContainer(CONTAINER);
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("the Blob server of the test", e);
        }
    }

    private static Path install() throws IOException {
        Path main = INSTALLED.resolve("node_modules/azurite/dist/src/blob/main.js");
        Files.createDirectories(INSTALLED);
        try (FileChannel channel =
                FileChannel.open(INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var unused = channel.lock();
            Path done = INSTALLED.resolve("installed");
            if (!Files.exists(done)) { // one test class installs, others wait for it
                for (String file : List.of("package.json", "package-lock.json")) {
                    Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                Assumptions.assumeTrue(
                        npm(),
                        "npm cannot install the Blob server (is npm there?): the tests on Azure Blob are skipped");
                Files.createFile(done);
            }
        }
        return main.toAbsolutePath();
    }

    private static boolean npm() throws IOException {
        try {
            Process npm = new ProcessBuilder(
                            "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(INSTALLED.resolve("npm.log").toFile())
                    .start();
            return npm.waitFor(5, TimeUnit.MINUTES) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher m = LISTENING.matcher(line);
            if (m.find()) {
                drain(lines);
                return Integer.parseInt(m.group(1));
            }
            said.append(line).append('\n');
        }
        throw new IOException("azurite did not start: " + said);
    }

    /** A pipe that nobody empties would stop the server. */
    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        lines.lines().forEach(line -> {});
                    } catch (java.io.UncheckedIOException e) {
                        return;
                    }
                },
                "azurite's log");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    ArtifactStore store(String prefix, TransferSizes sizes) {
        return store(port, CONTAINER, prefix, KEY, sizes);
    }

    static ArtifactStore through(int port, String prefix, TransferSizes sizes) {
        return store(port, CONTAINER, prefix, KEY, sizes);
    }

    static ArtifactStore store(int port, String container, String prefix, String key, TransferSizes sizes) {
        return new AzureSettings(
                        container, prefix, Optional.empty(), Optional.of(connection(port, key)), Duration.ofSeconds(2))
                .open(sizes);
    }

    private static String connection(int port, String key) {
        URI endpoint = URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT);
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + key + ";BlobEndpoint="
                + endpoint + ";";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
