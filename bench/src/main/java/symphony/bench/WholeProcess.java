package symphony.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import symphony.app.UserError;

/**
 * A program run from start to end.
 *
 * @param seconds on the clock on the wall
 * @param peakMebibytes most memory it had resident; 0 where the system does not tell
 * @param exit its code
 */
public record WholeProcess(double seconds, double peakMebibytes, int exit) {
    private static final long LOOK_EACH_NANOS = 10_000_000;
    /** Looking costs what is looked at a little: of a long run no more than this share. */
    private static final int LOOKS_OF_A_LONG_RUN = 100;

    /**
     * Runs it to its end; what it says on stdout goes to a file.
     *
     * @param output where stdout goes
     */
    public static WholeProcess run(List<String> command, Path directory, Path output) throws IOException {
        return run(command, directory, output, Map.of());
    }

    private static WholeProcess run(List<String> command, Path directory, Path output, Map<String, String> more)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.to(new File(output + ".err")));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SYMPHONY_") || name.equals("REDIS_DB"));
        environment.putAll(more);
        long begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        double peak = 0;
        try {
            while (!process.waitFor(untilNextLook(begun), TimeUnit.NANOSECONDS)) {
                peak = Math.max(peak, peak(process.pid()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
        return new WholeProcess((System.nanoTime() - begun) / 1e9, peak, process.exitValue());
    }

    private static long untilNextLook(long begun) {
        return Math.max(LOOK_EACH_NANOS, (System.nanoTime() - begun) / LOOKS_OF_A_LONG_RUN);
    }

    /** The same, of a program that is known to end well. */
    public static WholeProcess succeeding(List<String> command, Path directory, Path output) throws IOException {
        return succeeding(command, directory, output, Map.of());
    }

    /** @param more variables of its environment */
    public static WholeProcess succeeding(List<String> command, Path directory, Path output, Map<String, String> more)
            throws IOException {
        WholeProcess ended = run(command, directory, output, more);
        if (ended.exit() != 0) {
            throw UserError.failed(String.join(" ", command) + " ended with " + ended.exit() + ": "
                    + Files.readString(Path.of(output + ".err")).strip());
        }
        return ended;
    }

    /** Linux keeps the highest mark of each process. */
    private static double peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(l -> l.startsWith("VmHWM:"))
                    .map(l -> l.replaceAll("[^0-9]", ""))
                    .mapToDouble(kib -> Double.parseDouble(kib) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException goneOrNotLinux) {
            return 0;
        }
    }
}
