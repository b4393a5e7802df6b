package symphony.app.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import symphony.app.UserError;

/**
 * The machine that is set up; tests give another.
 *
 * @param root above all that is written: {@code /}, or a folder in its place
 * @param windows whether services are Windows's, or systemd's
 * @param name what other machines call it
 * @param programs runs the machine's own tools
 */
public record Host(Path root, boolean windows, String name, Programs programs) {
    /** Runs a program to its end. */
    @FunctionalInterface
    public interface Programs {
        /** @throws UserError where it cannot be run or fails; says what it said */
        void run(List<String> command);
    }

    /** Where a path of Linux lies on this machine. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** Runs programs of this machine. */
    public static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            if (code != 0) {
                throw UserError.failed(command.get(0) + " " + command.get(1) + " ended with " + code + ": " + said);
            }
        } catch (IOException e) {
            throw UserError.failed("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed(command.get(0) + " was interrupted");
        }
    }
}
