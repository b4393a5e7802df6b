package symphony.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

class TaskFileReaderTest {
    private static final String GOOD =
            """
            client_name: Oakridge Estates
            farm_name: Upper Bench
            block_name: 12D
            """;

    @Test
    void every_name_of_the_samples_is_text() throws IOException {
        TaskFile file = sample("Oakridge_010.yaml");
        assertThat(file.blockName()).isEqualTo("010");
        assertThat(file.sessionName()).isEqualTo("1E5");
        assertThat(file.test()).isFalse();
        assertThat(file.excludeScans()).containsExactly("2017-09-08_09-56");
        assertThat(file.includeScans()).isEmpty();
        assertThat(file.detectionParams().get("caffemodel_s3_url_trunk").asText())
                .isEqualTo("s3://models/best/trunk_400000.caffemodel");
        assertThat(sample("Oakridge_12D.yaml").blockName()).isEqualTo("12D");
        assertThat(sample("Oakridge_17A-postprocess.yaml").role()).isEqualTo(Role.POSTPROCESS);
        TaskFile three = sample("Oakridge_3.yaml");
        assertThat(three.blockName()).isEqualTo("3");
        assertThat(three.sessionName()).isEqualTo("3");
        assertThat(three.includeScans()).containsExactly("2017-08-30_13-17", "2017-08-30_14-11");
        assertThat(three.place("include_scans[1]")).isEqualTo(new Place("Oakridge_3.yaml", 7, 36));
    }

    @Test
    void a_file_without_a_session_is_named_for_its_block_and_the_time() {
        assertThat(good(GOOD).sessionName()).isEqualTo("12D-11_24_17_05");
        assertThat(good(GOOD + "session_name:\n").sessionName()).isEqualTo("12D-11_24_17_05");
    }

    @Test
    void preprocess_is_an_alias_and_rvm_the_default() {
        assertThat(good(GOOD).role()).isEqualTo(Role.RVM);
        assertThat(good(GOOD + "role: preprocess\n").role()).isEqualTo(Role.PREPROC);
    }

    @Test
    void a_flag_may_be_written_in_any_usual_way() {
        for (String yes : List.of("true", "True", "yes", "1", "on")) {
            assertThat(good(GOOD + "test: " + yes).test()).as(yes).isTrue();
        }
        for (String no : List.of("false", "False", "no", "0", "off", "")) {
            assertThat(good(GOOD + "test: " + no).test()).as(no).isFalse();
        }
    }

    @Test
    void parameters_keep_numbers_that_json_would_write_and_texts_otherwise() {
        TaskFile file =
                good(GOOD + "detection_params: {score: 0.4, size: 3, model: 010, on: true, quoted: '7', l: [1, a]}");
        assertThat(file.detectionParams().toString())
                .isEqualTo("{score=0.4, size=3, model=\"010\", on=true, quoted=\"7\", l=[1,\"a\"]}");
    }

    @Test
    void all_that_is_wrong_is_found_at_once_each_at_its_place() {
        TaskFileReader.Result result = read(
                """
                client_name: Oakridge Estates
                farmname: Upper Bench
                block_name: [12D]
                session_name: a/b
                role: detecton
                test: maybe
                priority: high
                colour: red
                include_scans: [2017-06-30_10-01, 2017-06-30_10-01]
                exclude_scans: 2017-06-30_10-01
                """);
        assertThat(result.taskFile()).isEmpty();
        assertThat(result.findings())
                .extracting(f -> f.place().line() + ":" + f.place().column() + " " + f.code())
                .containsExactlyInAnyOrder(
                        "2:1 unknown-key",
                        "3:13 wrong-type",
                        "4:15 session-name-unusable",
                        "5:7 role-unknown",
                        "6:7 wrong-type",
                        "7:11 wrong-type",
                        "8:1 unknown-key",
                        "9:35 scan-listed-twice",
                        "10:16 scan-included-and-excluded");
        assertThat(result.findings())
                .extracting(Finding::remedy)
                .contains("did you mean 'farm_name'?", "did you mean 'detection'?");
    }

    @Test
    void an_unknown_key_leaves_the_rest_to_be_verified() {
        TaskFileReader.Result result = read(GOOD + "colour: red\n");
        assertThat(result.hasErrors()).isTrue();
        assertThat(result.taskFile()).isPresent();
    }

    @Test
    void a_missing_name_is_told_where_it_is_missing() {
        assertThat(codes("client_name:\nfarm_name: a\n")).containsExactly("1:13 missing-key", "0:0 missing-key");
        assertThat(codes("")).containsExactly("0:0 missing-key");
        assertThat(codes("just words")).containsExactly("1:1 wrong-type");
        assertThat(codes("client_name: ''\nfarm_name: a\nblock_name: b")).containsExactly("1:14 missing-key");
    }

    private static List<String> codes(String text) {
        return read(text).findings().stream()
                .map(f -> f.place().line() + ":" + f.place().column() + " " + f.code())
                .toList();
    }

    private static TaskFile good(String text) {
        TaskFileReader.Result result = read(text);
        assertThat(result.findings()).isEmpty();
        return result.taskFile().orElseThrow();
    }

    private static TaskFileReader.Result read(String text) {
        return TaskFileReader.read("t.yaml", text.getBytes(StandardCharsets.UTF_8), "-11_24_17_05");
    }

    private static TaskFile sample(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TaskFileReaderTest.class.getResourceAsStream(name))) {
            TaskFileReader.Result result = TaskFileReader.read(name, in.readAllBytes(), "-11_24_17_05");
            assertThat(result.findings()).isEmpty();
            return result.taskFile().orElseThrow();
        }
    }
}
