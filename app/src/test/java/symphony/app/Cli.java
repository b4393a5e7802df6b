package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import symphony.core.json.Json;

/** The command line as a user's shell runs it: a process of its own, in a folder. */
final class Cli {
    /** What a command answered. */
    record Answer(int exit, String out, String err) {
        Answer succeeds() {
            assertThat(exit).as(out + err).isZero();
            return this;
        }

        /** Ended with that code and said that; and spared the person the stack. */
        Answer refuses(int code, String message) {
            assertThat(exit).as(out + err).isEqualTo(code);
            assertThat(out + err)
                    .contains(message)
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception")
                    .doesNotContain("should not happen");
            return this;
        }

        JsonNode json() {
            return Json.parse(out.strip());
        }
    }

    private static final long MINUTES = 15;

    private final Path directory;
    private final Map<String, String> variables;

    Cli(Path directory) {
        this(directory, Map.of());
    }

    /** @param variables of its environment, beside this process's */
    Cli(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = Map.copyOf(variables);
    }

    Path directory() {
        return directory;
    }

    Answer run(String... arguments) {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            Process process = builder(List.of(arguments))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(arguments) + " ran over " + MINUTES + " minutes; so far: "
                        + Files.readString(out) + Files.readString(err));
            }
            Answer answer = new Answer(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts it and lets it run; its output goes to a file that is returned with it. */
    Process start(Path log, String... arguments) throws IOException {
        return builder(List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "symphony.app.Symphony"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SYMPHONY_") || name.equals("REDIS_DB"));
        environment.putAll(variables);
        return builder;
    }
}
