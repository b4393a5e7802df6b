package symphony.bench.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import symphony.bench.Commands;

/** A server in a process of its own, so that its work and its memory are not ours. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    /**
     * Starts one and waits for its port, which it prints.
     *
     * @param said where its messages go
     */
    ServerProcess(Class<?> program, String argument, Path said) throws IOException {
        process = new ProcessBuilder(command(program, argument))
                .redirectError(said.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the server ended at once: " + Files.readString(said));
        }
        endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** With the full compiler, as servers run. */
    private static List<String> command(Class<?> program, String argument) {
        List<String> command = new ArrayList<>(Commands.java(program.getName(), argument));
        command.removeIf(word -> word.startsWith("-XX:TieredStopAtLevel"));
        return command;
    }

    /** What it has used of the machine's cores so far; zero where the system does not tell. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
