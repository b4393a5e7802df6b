package symphony.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.json.Json;

class TaskFileSchemaTest {
    private static final Path PUBLISHED = Path.of("../docs/reference/task-file.schema.json");

    /** To write it anew: {@code mvn -pl core test -Dtest=TaskFileSchemaTest -Dsymphony.write.reference=true}. */
    @Test
    void the_published_schema_is_the_one_that_the_table_of_keys_makes() throws IOException {
        if (Boolean.getBoolean("symphony.write.reference")) {
            Files.writeString(PUBLISHED, Json.pretty(TaskFileSchema.json()));
        }
        assertThat(Files.readString(PUBLISHED)).isEqualTo(Json.pretty(TaskFileSchema.json()));
    }

    @Test
    void reader_and_schema_know_the_same_keys() {
        JsonNode properties = TaskFileSchema.json().get("properties");
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactlyElementsOf(TaskFileKey.texts());
        for (String key : keys) {
            assertThat(codes(key + ": x\n")).as(key).doesNotContain("unknown-key");
        }
        assertThat(codes("no_such_key: x\n")).contains("unknown-key");
    }

    /** The columns: key, value, whether the schema's pattern takes it; the reader must agree. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    session_name | s1        | true
                    session_name | nov6-17a  | true
                    session_name | a:b       | false
                    session_name | a/b       | false
                    session_name | .hidden   | false
                    test         | True      | true
                    test         | nO        | true
                    test         | maybe     | false
                    priority     | 7         | true
                    priority     | 0         | false
                    priority     | high      | false
                    """)
    void where_the_schema_has_a_pattern_the_reader_has_the_same(String key, String value, boolean taken) {
        String pattern =
                TaskFileSchema.json().at("/properties/" + key + "/pattern").asText();
        assertThat(value.matches(pattern)).isEqualTo(taken);
        List<String> codes = codes("client_name: c\nfarm_name: f\nblock_name: b\n" + key + ": '" + value + "'\n");
        assertThat(codes.isEmpty()).as(codes.toString()).isEqualTo(taken);
    }

    private static List<String> codes(String text) {
        return TaskFileReader.read("t.yaml", text.getBytes(StandardCharsets.UTF_8), "-x").findings().stream()
                .map(f -> f.code())
                .toList();
    }
}
