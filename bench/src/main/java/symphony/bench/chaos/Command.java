package symphony.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import symphony.servers.S3Server;

/** Commands of Symphony as processes of their own, and signals to processes. */
final class Command {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What a command answered on its standard output, and beside it. */
    record Answer(int exit, String out, String err) {}

    private Command() {}

    /** Starts it and lets it run. */
    static Process symphony(Path workspace, Path log, List<String> arguments) throws IOException {
        return start(builder(workspace, arguments).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static ProcessBuilder builder(Path workspace, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "symphony.app.Symphony"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SYMPHONY_") || name.equals("REDIS_DB"));
        builder.environment().put("AWS_ACCESS_KEY_ID", S3Server.KEY); // of the S3 server, where there is one
        builder.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
        return builder;
    }

    /** Runs a command to its end. */
    static Answer run(Path workspace, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(workspace, "command", ".out");
        Path err = Files.createTempFile(workspace, "command", ".err");
        Process process = start(builder(workspace, List.of(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    List.of(arguments) + " ran over " + LONGEST + ": " + Files.readString(out) + Files.readString(err));
        }
        Answer answer = new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return answer;
    }

    /** Runs one that is known to end well. */
    static Answer succeeding(Path workspace, String... arguments) throws IOException, InterruptedException {
        Answer answer = run(workspace, arguments);
        if (answer.exit() != 0) {
            throw new IOException(
                    List.of(arguments) + " ended with " + answer.exit() + ": " + answer.out() + answer.err());
        }
        return answer;
    }

    /** Sends a signal that Java has no word for. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
