package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/reference/commands.md} equal to what {@code --help} says; {@code mvn -pl app -am test
 * -Dtest=CommandsReferenceTest -Dsymphony.update=true} writes it anew.
 */
class CommandsReferenceTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of(),
            List.of("demo"),
            List.of("init"),
            List.of("verify"),
            List.of("work"),
            List.of("repair"),
            List.of("status"),
            List.of("queue"),
            List.of("queue", "ls"),
            List.of("queue", "peek"),
            List.of("queue", "pause"),
            List.of("queue", "resume"),
            List.of("registry"),
            List.of("registry", "import"),
            List.of("registry", "show"),
            List.of("registry", "check"),
            List.of("registry", "export"),
            List.of("results"));

    @Test
    void the_reference_is_what_help_says() throws IOException {
        Path file = Path.of("../docs/reference/commands.md");
        String generated = generate();
        if (Boolean.getBoolean("symphony.update")) {
            Files.writeString(file, generated);
        }
        assertThat(file).hasContent(generated);
    }

    private static String generate() {
        StringBuilder text = new StringBuilder("# Commands\n\nGenerated from `--help`.\n");
        for (List<String> command : COMMANDS) {
            String name = ("symphony " + String.join(" ", command)).strip();
            text.append("\n## ")
                    .append(name)
                    .append("\n\n```\n")
                    .append(help(command))
                    .append("```\n");
        }
        return text.toString();
    }

    private static String help(List<String> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings around =
                new Surroundings(Path.of("."), Map.of(), print, print, false, Path.of("."), Clock.systemUTC());
        String[] arguments =
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new);
        assertThat(Symphony.run(arguments, around)).isZero();
        return out.toString(StandardCharsets.UTF_8).replaceAll("(?m) +$", "");
    }
}
