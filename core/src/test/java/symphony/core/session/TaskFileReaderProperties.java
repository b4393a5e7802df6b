package symphony.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TaskFileReaderProperties {
    @Property
    void any_bytes_give_a_task_file_or_an_error(@ForAll byte[] content) {
        answers(content);
    }

    @Property
    void any_mixture_of_yaml_gives_a_task_file_or_an_error(@ForAll("yamlish") String text) {
        answers(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void a_name_in_single_quotes_is_read_as_it_is(@ForAll("names") String name) {
        String text = "client_name: c\nfarm_name: f\nblock_name: '" + name.replace("'", "''") + "'\nsession_name: s\n";
        TaskFileReader.Result result = TaskFileReader.read("t.yaml", text.getBytes(StandardCharsets.UTF_8), "-x");
        assertThat(result.findings()).isEmpty();
        assertThat(result.taskFile().orElseThrow().blockName()).isEqualTo(name);
    }

    @Provide
    Arbitrary<String> yamlish() {
        return Arbitraries.of(
                        "client_name",
                        "block_name",
                        "farm_name",
                        "include_scans",
                        "test",
                        "role",
                        ": ",
                        ":",
                        "\n",
                        "\r\n",
                        "  ",
                        "\t",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        "'",
                        "\"",
                        "&a ",
                        "*a",
                        "*b",
                        "!!str ",
                        "!x ",
                        "? ",
                        "| ",
                        "> ",
                        "#",
                        "---\n",
                        "...\n",
                        "%YAML 1.2\n",
                        "%TAG ! x\n",
                        "010",
                        "~",
                        "null",
                        "\\u00",
                        "\uFEFF",
                        "\u2028",
                        "😀",
                        ",",
                        "<<",
                        "@",
                        "`")
                .list()
                .ofMaxSize(40)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("abcXYZ0123456789 .:-_'\"#&*!%@`[]{}~éß日")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(s -> s.equals(s.strip()));
    }

    private static void answers(byte[] content) {
        TaskFileReader.Result result = TaskFileReader.read("t.yaml", content, "-x");
        assertThat(result.taskFile().isPresent() || result.hasErrors()).isTrue();
        assertThat(result.findings()).allSatisfy(f -> assertThat(List.of(f.message(), f.remedy()))
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("\n")));
    }
}
