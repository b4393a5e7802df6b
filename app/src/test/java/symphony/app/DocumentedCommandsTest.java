package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command that the guides tell a person to type is one that there is, with options that it has. */
class DocumentedCommandsTest {
    /** In a code span, or on a line of a code block up to a remark, a pipe or a redirection. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:`|^(?:\\./)?)symphony ((?:'[^']*'|[^`'>|&;\\n…])+)", Pattern.MULTILINE);

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> every_command_in_the_guides_can_be_typed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path guide : guides()) {
            Matcher m = COMMAND.matcher(Files.readString(guide));
            while (m.find()) {
                String typed = m.group(1).split(" {2,}| #")[0].strip();
                tests.add(DynamicTest.dynamicTest(guide.getFileName() + ": symphony " + typed, () -> parses(typed)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private static void parses(String typed) {
        CommandLine line = CommandTree.whole().commandLine();
        line.setCaseInsensitiveEnumValuesAllowed(true);
        assertThatCode(() -> line.parseArgs(words(typed).toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(typed);
        while (m.find()) {
            words.add(m.group(1) == null ? m.group(2) : m.group(1));
        }
        return words;
    }

    private static List<Path> guides() throws IOException {
        List<Path> guides = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../docs/tutorial.md")));
        try (Stream<Path> files = Files.list(Path.of("../docs/how-to"))) {
            files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(guides::add);
        }
        return guides;
    }
}
