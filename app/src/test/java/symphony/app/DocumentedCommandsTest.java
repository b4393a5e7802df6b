package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import symphony.core.json.Json;

/** Every command that a document tells a person to type is one that there is, with options that it has. */
class DocumentedCommandsTest {
    private static final CommandLine WHOLE =
            CommandTree.whole().commandLine().setCaseInsensitiveEnumValuesAllowed(true);

    @TestFactory
    Stream<DynamicTest> every_command_in_the_documents_can_be_typed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            for (TypedCommand command : TypedCommand.in(document)) {
                tests.add(test(Path.of("..").relativize(document) + ":" + command.line(), command));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> every_example_in_help_can_be_typed() {
        return CommandTree.paths().stream()
                .flatMap(path -> Stream.of(CommandTree.spec(path).usageMessage().footer())
                        .flatMap(line -> TypedCommand.in(line).stream())
                        .map(example -> test("symphony " + String.join(" ", path) + " --help", example)));
    }

    @Test
    void the_notebook_is_one_and_its_commands_can_be_typed() throws IOException {
        Path file = Path.of("../docs/notebooks/results.ipynb");
        JsonNode notebook = Json.parse(Files.readString(file));
        assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
        List<TypedCommand> commands = new ArrayList<>();
        for (JsonNode cell : notebook.get("cells")) {
            StringBuilder source = new StringBuilder();
            cell.get("source").forEach(line -> source.append(line.asText()));
            commands.addAll(TypedCommand.in(source.toString()));
        }
        assertThat(commands).isNotEmpty();
        commands.forEach(command -> parses(file.toString(), command));
    }

    private static DynamicTest test(String where, TypedCommand command) {
        return DynamicTest.dynamicTest(where + ": " + command, () -> parses(where, command));
    }

    private static void parses(String where, TypedCommand command) {
        try {
            WHOLE.parseArgs(command.words());
        } catch (CommandLine.MissingParameterException e) {
            if (!command.mentioned()) {
                throw new AssertionError(where + ": " + command + ": " + e.getMessage(), e);
            }
        } catch (CommandLine.ParameterException e) {
            throw new AssertionError(where + ": " + command + ": " + e.getMessage(), e);
        }
    }

    /** But the reference of commands, which is what help says. */
    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("../README.md")));
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            files.filter(f -> f.toString().endsWith(".md") && !f.endsWith("reference/commands.md"))
                    .sorted()
                    .forEach(documents::add);
        }
        return documents;
    }
}
