package symphony.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.core.verify.Place;

class YamlReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"010", "1E5", "12D", "no", "2017-09-08_14-04", "0x1F", "1_000", "12:30", "2017-09-08", ".5", "+1"
            })
    void a_scalar_keeps_its_text(String written) {
        YamlMap map = map("key: " + written + "\n");
        assertThat(map.get("key")).contains(new YamlScalar(new Place("f.yaml", 1, 6), written, true));
    }

    @Test
    void keys_and_values_know_where_they_stand() {
        YamlMap map = map("a:\r\n  - x\r\n  - {b: y}\r\n");
        YamlList list = (YamlList) map.get("a").orElseThrow();
        assertThat(list.place()).isEqualTo(new Place("f.yaml", 2, 3));
        YamlMap inner = (YamlMap) list.items().get(1);
        assertThat(inner.entries().get(0).key().place()).isEqualTo(new Place("f.yaml", 3, 6));
        assertThat(inner.get("b").orElseThrow().place()).isEqualTo(new Place("f.yaml", 3, 9));
    }

    @Test
    void nothing_is_an_empty_value_and_no_quoted_one() {
        YamlMap map = map("a:\nb: ~\nc: ''\nd: 'null'\n");
        assertThat(map.entries().stream().map(e -> ((YamlScalar) e.value()).isNothing()))
                .containsExactly(true, true, false, false);
    }

    @Test
    void an_alias_stands_for_its_anchor() {
        YamlMap map = map("a: &x [1, 2]\nb: *x\n");
        assertThat(map.get("b")).isEqualTo(map.get("a"));
    }

    @Test
    void what_is_wrong_has_a_code_and_a_place() {
        assertThat(findings("a: 1\na: 2\n")).containsExactly("2:1 duplicate-key");
        assertThat(findings("a:\n\t- 1\n")).containsExactly("2:1 yaml-tab");
        assertThat(findings("a: [1, 2\nb: 3\n")).hasSize(1).allMatch(f -> f.endsWith("yaml-syntax"));
        assertThat(findings("a: 'open\nb: 1\n")).containsExactly("1:4 yaml-syntax");
        assertThat(findings("a: *nowhere\n")).containsExactly("1:4 yaml-alias");
        assertThat(findings("a: &x [*x]\n")).containsExactly("1:8 yaml-alias");
        assertThat(findings("a: !!java/object:java.net.URL x\n")).containsExactly("1:4 yaml-tag");
        assertThat(findings("a: 1\n---\nb: 2\n")).containsExactly("2:1 yaml-documents");
        assertThat(findings("? [a, b]\n: 1\n")).containsExactly("1:3 yaml-key");
    }

    @Test
    void a_bomb_is_refused_at_once() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        assertThat(findings(bomb.toString())).hasSize(1).allMatch(f -> f.endsWith("yaml-excess"));
        assertThat(findings("[".repeat(100_000))).hasSize(1).allMatch(f -> f.endsWith("yaml-excess"));
    }

    @Test
    void bytes_that_are_no_text_are_told_with_their_place() {
        assertThat(findings(new byte[(1 << 20) + 1])).containsExactly("0:0 file-too-large");
        assertThat(findings(new byte[] {'a', ':', ' ', 0, 1})).containsExactly("1:4 file-not-text");
        assertThat(findings("a: é".getBytes(StandardCharsets.ISO_8859_1))).containsExactly("1:4 file-encoding");
        assertThat(findings("\uFEFFa: 1".getBytes(StandardCharsets.UTF_16LE))).containsExactly("0:0 file-encoding");
        assertThat(findings("\uFEFFa: 1")).isEmpty();
    }

    private static YamlMap map(String text) {
        YamlDocument document = YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(document.findings()).isEmpty();
        return (YamlMap) document.root().orElseThrow();
    }

    private static List<String> findings(String text) {
        return findings(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> findings(byte[] content) {
        return YamlReader.read("f.yaml", content).findings().stream()
                .map(f -> f.place().line() + ":" + f.place().column() + " " + f.code())
                .toList();
    }
}
