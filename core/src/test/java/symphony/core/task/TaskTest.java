package symphony.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static void refuses(String line, String message) {
        assertThatThrownBy(() -> Task.parse(line))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining(message);
    }
}
