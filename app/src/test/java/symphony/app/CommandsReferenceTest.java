package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code docs/reference/commands.md} and {@code docs/man} equal to what {@code --help} says; {@code mvn -pl app -am
 * test -Dtest=CommandsReferenceTest -Dsymphony.update=true} writes them anew.
 */
class CommandsReferenceTest {
    private static final boolean UPDATE = Boolean.getBoolean("symphony.update");

    @Test
    void the_reference_is_what_help_says() throws IOException {
        Path file = Path.of("../docs/reference/commands.md");
        String generated = reference();
        if (UPDATE) {
            Files.writeString(file, generated);
        }
        assertThat(file).hasContent(generated);
    }

    @ParameterizedTest
    @MethodSource("topCommands")
    void the_man_page_is_what_help_says(String command) throws IOException {
        Path file = Path.of("../docs/man").resolve(ManPage.fileName(command));
        String generated = ManPage.of(command);
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(file).hasContent(generated);
    }

    @ParameterizedTest
    @MethodSource("allCommands")
    void every_command_shows_an_example(List<String> path) {
        assertThat(CommandTree.said(path, "--help")).contains("Example", "\n  symphony " + String.join(" ", path));
    }

    static Stream<List<String>> allCommands() {
        return CommandTree.paths().stream();
    }

    static Stream<String> topCommands() {
        return CommandTree.paths().stream().filter(p -> p.size() < 2).map(p -> String.join("", p));
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("# Commands\n\nGenerated from `--help`.\n");
        for (List<String> command : CommandTree.paths()) {
            String name = ("symphony " + String.join(" ", command)).strip();
            text.append("\n## ")
                    .append(name)
                    .append("\n\n```\n")
                    .append(CommandTree.said(command, "--help").replaceAll("(?m) +$", ""))
                    .append("```\n");
        }
        return text.toString();
    }
}
