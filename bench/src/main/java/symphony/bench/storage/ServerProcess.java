package symphony.bench.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import symphony.bench.Commands;
import symphony.servers.S3Server;

/** The S3 server in a process of its own, so that its work and its memory are not ours. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    ServerProcess(Path folder) throws IOException {
        process = new ProcessBuilder(command(folder))
                .redirectError(folder.resolveSibling("server.err").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the S3 server ended at once; see " + folder.resolveSibling("server.err"));
        }
        endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** With the full compiler: it sums what it receives. */
    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>(Commands.java(S3Server.class.getName(), folder.toString()));
        command.removeIf(word -> word.startsWith("-XX:TieredStopAtLevel"));
        return command;
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
