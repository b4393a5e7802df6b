package symphony.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How programs are started: Symphony as a user starts it, a class of ours under the same flags, a peer that is installed. */
public final class Commands {
    /** What the launcher gives a short command. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dfile.encoding=UTF-8");

    private Commands() {}

    /** The launcher where {@code bench/run} started us; in tests the class path that we have. */
    public static List<String> symphony(String... arguments) {
        Path launcher = CommonOptions.home().resolve("symphony");
        List<String> command = Boolean.getBoolean("symphony.launcher") && Files.isExecutable(launcher)
                ? new ArrayList<>(List.of(launcher.toString()))
                : new ArrayList<>(java("symphony.app.Symphony"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A class of ours as a program, with the flags that the launcher gives. */
    public static List<String> java(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** An installed program. */
    public static Optional<String> installed(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The first line of what a program says to {@code --version}. */
    public static String version(String program) throws IOException {
        return says(List.of(program, "--version")).orElse("unknown");
    }

    /** The first line of what a command says; empty where it fails. */
    public static Optional<String> says(List<String> command) throws IOException {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? said.lines().findFirst().map(String::strip) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
