package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import symphony.core.json.Json;

/** Every command that a document tells a person to type is one that there is, with options that it has. */
class DocumentedCommandsTest {
    /** In a code span, or on a line of a code block up to a remark, a pipe or a redirection. */
    private static final Pattern COMMAND =
            Pattern.compile("(`|^ *(?:\\$ |sudo )?(?:\\./)?)symphony ((?:'[^']*'|[^`'>|&;\\n…])+)", Pattern.MULTILINE);

    private static final CommandLine WHOLE = whole();

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> every_command_in_the_documents_can_be_typed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            Matcher m = COMMAND.matcher(text);
            while (m.find()) {
                long line = text.substring(0, m.start(2)).lines().count();
                boolean mentioned = m.group(1).equals("`");
                String typed = typed(m.group(2));
                String at = Path.of("..").relativize(document) + ":" + line + ": symphony " + typed;
                tests.add(DynamicTest.dynamicTest(at, () -> parses(typed, mentioned, at)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> every_example_in_help_can_be_typed() {
        return CommandTree.paths().stream().flatMap(path -> examples(path).map(example -> {
            String at = "symphony " + String.join(" ", path) + " --help: " + example;
            return DynamicTest.dynamicTest(at, () -> parses(typed(example), false, at));
        }));
    }

    @Test
    void the_notebook_is_one_and_its_commands_can_be_typed() throws IOException {
        Path file = Path.of("../docs/notebooks/results.ipynb");
        JsonNode notebook = Json.parse(Files.readString(file));
        assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
        int commands = 0;
        for (JsonNode cell : notebook.get("cells")) {
            StringBuilder source = new StringBuilder();
            cell.get("source").forEach(line -> source.append(line.asText()));
            for (Matcher m = COMMAND.matcher(source); m.find(); commands++) {
                parses(typed(m.group(2)), false, file + ": symphony " + m.group(2));
            }
        }
        assertThat(commands).isPositive();
    }

    private static Stream<String> examples(List<String> path) {
        return Stream.of(CommandTree.spec(path).usageMessage().footer())
                .map(line -> COMMAND.matcher(line))
                .filter(Matcher::find)
                .map(m -> m.group(2));
    }

    private static String typed(String text) {
        return text.split(" {2,}| #")[0].strip();
    }

    /** @param mentioned in a sentence, where what it needs beside its name may be left out */
    private static void parses(String typed, boolean mentioned, String at) {
        try {
            WHOLE.parseArgs(words(typed).toArray(String[]::new));
        } catch (CommandLine.MissingParameterException e) {
            if (!mentioned) {
                throw new AssertionError(at + ": " + e.getMessage(), e);
            }
        } catch (CommandLine.ParameterException e) {
            throw new AssertionError(at + ": " + e.getMessage(), e);
        }
    }

    private static CommandLine whole() {
        return CommandTree.whole().commandLine().setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(typed);
        while (m.find()) {
            words.add(m.group(1) == null ? m.group(2) : m.group(1));
        }
        return words;
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
