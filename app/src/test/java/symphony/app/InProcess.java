package symphony.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The command line in the tests' own process, for commands that are many and leave nothing behind in it. */
record InProcess(Path directory, Map<String, String> environment) {
    InProcess(Path directory) {
        this(directory, Map.of());
    }

    /** Where nobody can be asked. */
    Cli.Answer run(String... arguments) {
        return run(false, arguments);
    }

    /** At a terminal, where somebody types this. */
    Cli.Answer asked(String typed, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(true, arguments);
        } finally {
            System.setIn(before);
        }
    }

    private Cli.Answer run(boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                directory, environment, print(out), print(err), terminal, directory, Clock.systemUTC());
        int exit = Symphony.run(arguments, around);
        return new Cli.Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
