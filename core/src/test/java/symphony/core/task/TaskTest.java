package symphony.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.PartName;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

class TaskTest {
    private static final String HAND_MADE =
            """
            {"role":"detection","session_name":"12d","client_name":"Oakridge Estates","clientid":"oak",\
            "farm_name":"Upper Bench","farmid":"f1","block_name":"12D","blockid":"b1","scanids":["2017-06-30_10-01"],\
            "test":0,"num_retries":0,"tarfiles":[],"detection_params":{"model":"m.onnx",\
            "folders":["some/path/2017-06-30_10-01_22179657_10_04-preprocess-row2-dir2-2of2.zip"]},"colour":"red"}""";

    @Test
    void a_task_made_by_hand_gets_its_part_from_the_zip_it_names() {
        Task task = Task.parse(HAND_MADE);
        assertThat(task.parts())
                .extracting(PartName::toString)
                .containsExactly("2017-06-30_10-01_22179657_10_04-row2-dir2-2of2");
    }

    @Test
    void a_task_reads_back_from_its_line_with_what_it_does_not_understand() {
        Task task = Task.parse(HAND_MADE);
        assertThat(Task.parse(task.toLine())).isEqualTo(task);
        assertThat(Json.parse(task.toLine()).get("colour").asText()).isEqualTo("red");
        assertThat(Json.parse(task.toLine())
                        .get("detection_params")
                        .get("model")
                        .asText())
                .isEqualTo("m.onnx");
    }

    @Test
    void its_line_is_its_tree_written_out() {
        String odd = HAND_MADE.replace(
                "\"colour\":\"red\"", "\"run\":3,\"n\":[1.50,1e300,-0,null,true,{\"é\":\"\\u0001\\\\\"}]");
        for (String line : List.of(HAND_MADE, odd)) {
            assertThat(Task.parse(line).toLine())
                    .isEqualTo(Json.line(Task.parse(line).toJson()));
        }
    }

    @Test
    void retries_parameters_and_ids_do_not_change_what_a_task_is_but_its_run_does() {
        Task task = Task.parse(HAND_MADE);
        assertThat(task.withRetries(5).identity()).isEqualTo(task.identity());
        assertThat(Task.parse(HAND_MADE.replace("m.onnx", "n.onnx").replace("\"f1\"", "\"f2\""))
                        .identity())
                .isEqualTo(task.identity());
        assertThat(Task.parse(HAND_MADE.replace("\"test\":0", "\"test\":0,\"run\":1"))
                        .identity())
                .isNotEqualTo(task.identity());
        assertThat(Task.parse(HAND_MADE.replace("row2", "row3")).identity()).isNotEqualTo(task.identity());
    }

    @Test
    void preprocess_is_preproc() {
        Task task = Task.parse(
                """
                {"role":"preprocess","session_name":"s","clientid":"c","farm_name":"f","block_name":"b",\
                "tarfiles":["x/2017-06-30_10-01_22179657_10_04.tar.gz"]}""");
        assertThat(task.role()).isEqualTo(Role.PREPROC);
        assertThat(task.toLine()).contains("\"role\":\"preproc\"");
    }

    @Test
    void a_line_that_cannot_be_served_says_why() {
        refuses("no task {", "not JSON");
        refuses("[1]", "expected an object");
        refuses("{}", "field 'role' is missing");
        refuses(HAND_MADE.replace("\"detection\"", "\"detektion\""), "'detektion' is no role");
        refuses(HAND_MADE.replace("\"oak\"", "\"../etc\""), "cannot be a part of a storage key");
        refuses(HAND_MADE.replace("\"12d\"", "\"a/b\""), "the session name 'a/b' holds '/'");
        refuses(HAND_MADE.replace("\"num_retries\":0", "\"num_retries\":-1"), "cannot be negative");
        refuses(HAND_MADE.replace("\"num_retries\":0", "\"num_retries\":1e99"), "must be a whole number");
        refuses(HAND_MADE.replace("-preprocess", ""), "holds no row part's name");
        refuses(HAND_MADE.replace("\"folders\"", "\"ordners\""), "names its row parts");
        refuses(HAND_MADE + " x", "not JSON");
        refuses(HAND_MADE.replace("\"test\":0", "\"test\":0,\"test\":1"), "uplicate");
        refuses("[".repeat(100_000), "not JSON");
        refuses("\"" + "x".repeat(Task.MOST_CHARS) + "\"", "is no task");
    }

    @Test
    void a_field_of_the_wrong_kind_is_named_with_what_was_found() {
        refuses(with("session_name", "[\"a\"]"), "task: field 'session_name' must be text, found [\"a\"]");
        refuses(with("session_name", "\"\""), "task: field 'session_name' is missing");
        refuses(with("client_name", "true"), "task: field 'client_name' must be text, found true");
        refuses(with("scanids", "[\"a\",null]"), "task: field 'scanids' must be a list of texts, found null");
        refuses(with("tarfiles", "{\"a\":1}"), "task: field 'tarfiles' must be a list of texts, found {\"a\":1}");
        refuses(with("test", "\"1\""), "task: field 'test' must be 0 or 1, found \"1\"");
        refuses(with("num_retries", "1.5"), "task: field 'num_retries' must be a whole number, found 1.5");
        refuses(with("detection_params", "[1]"), "task: field 'detection_params' must be an object, found [1]");
        refuses(
                with("detection_params", "{\"folders\":[[]]}"),
                "task: detection_params: field 'folders' must be a list of texts, found []");
        refuses("[1] x", "not JSON: Unrecognized token 'x'");
        refuses("", "task: expected an object");
        refuses(HAND_MADE + "{}", "not JSON: Trailing token");
        refuses(HAND_MADE.replace("\"red\"", "{\"a\":1,\"a\":2}"), "not JSON: Duplicate field 'a'");
    }

    @Test
    void numbers_stand_for_texts_a_text_for_a_list_of_one_and_null_for_nothing() {
        assertThat(Task.parse(with("session_name", "12")).sessionName()).isEqualTo("12");
        assertThat(Task.parse(with("client_name", "null")).clientName()).isEmpty();
        assertThat(Task.parse(with("scanids", "\"a\"")).scanIds()).containsExactly("a");
        assertThat(Task.parse(with("scanids", "[\"a\",1,\"b\"]")).scanIds()).containsExactly("a", "1", "b");
        assertThat(Task.parse(with("scanids", "null")).scanIds()).isEmpty();
        assertThat(Task.parse(with("num_retries", "\"3\"")).numRetries()).isEqualTo(3);
        assertThat(Task.parse(with("test", "true")).test()).isTrue();
    }

    /** The task with another value in a field. */
    private static String with(String field, String value) {
        ObjectNode task = (ObjectNode) Json.parse(HAND_MADE);
        task.set(field, Json.parse(value));
        return Json.line(task);
    }

    private static void refuses(String line, String message) {
        assertThatThrownBy(() -> Task.parse(line))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining(message);
    }
}
