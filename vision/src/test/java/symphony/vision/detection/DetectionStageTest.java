package symphony.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.json.Json;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.zip.ArtifactZip;

class DetectionStageTest {
    private static final String NAME = "2017-08-30_13-17_22179657_13_18-preprocess-row1-dir2.zip";

    @TempDir
    Path dir;

    private static Task task(String params) {
        return Task.parse(
                "{\"role\":\"detection\",\"session_name\":\"s1\",\"client_name\":\"Oak\",\"clientid\":\"oak\","
                        + "\"farm_name\":\"Upper\",\"block_name\":\"12D\",\"detection_params\":{\"folders\":[\"" + NAME
                        + "\"]" + params + "}}");
    }

    private StageFolder folder(Map<Long, byte[]> frames) throws IOException {
        Files.createDirectories(dir.resolve("inputs"));
        Files.createDirectories(dir.resolve("outputs"));
        try (ArtifactZip zip = new ArtifactZip(dir.resolve("inputs/" + NAME))) {
            for (Map.Entry<Long, byte[]> f : frames.entrySet()) {
                zip.add(f.getKey() + ".jpg", f.getValue());
            }
            zip.add("frames.csv", "frame_number,timestamp,along_m\n");
        }
        return new StageFolder(dir);
    }

    private void run(StageFolder folder, String params) throws IOException {
        new DetectionStage().run(folder, task(params), (done, text) -> {});
    }

    private String entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(dir.resolve("outputs/" + NAME).toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] two() {
        return new PaintedFrame(320, 200)
                .cluster(PaintedFrame.Berry.BLUE, 0.3, 0.5)
                .cluster(PaintedFrame.Berry.WHITE, 0.7, 0.5)
                .jpeg();
    }

    private static byte[] none() {
        return new PaintedFrame(320, 200).jpeg();
    }

    @Test
    void the_zip_of_the_same_name_holds_a_line_for_each_cluster_in_each_frame() throws IOException {
        run(folder(Map.of(9L, two(), 10L, none(), 100L, two())), "");
        List<String> lines = entry("detections.csv").lines().toList();
        assertThat(lines.get(0)).isEqualTo("frame_number,x,y,width,height,score,class");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(l -> l.matches("[0-9]+(,[0-9]+\\.[0-9]){4},[01]\\.[0-9]{3},cluster"))
                .extracting(l -> l.substring(0, l.indexOf(',')))
                .containsExactly("9", "9", "100", "100");
    }

    @Test
    void the_detector_says_that_it_is_not_calibrated() throws IOException {
        run(folder(Map.of(9L, two(), 10L, none())), "");
        JsonNode about = Json.parse(entry("detector.json"));
        assertThat(about.get("name").asText()).isEqualTo("classical");
        assertThat(about.get("calibrated").asBoolean(true)).isFalse();
        assertThat(about.get("parameters").get("cluster_width_share").asDouble())
                .isBetween(0.06, 0.07);
        assertThat(about.get("frame_width").asInt()).isEqualTo(320);
        assertThat(about.get("frames").asInt()).isEqualTo(2);
    }

    @Test
    void frames_without_fruit_give_a_table_without_lines() throws IOException {
        run(folder(Map.of(9L, none())), "");
        assertThat(entry("detections.csv")).isEqualTo("frame_number,x,y,width,height,score,class\n");
    }

    @Test
    void a_zip_without_frames_gives_a_table_without_lines() throws IOException {
        run(folder(Map.of()), "");
        assertThat(entry("detections.csv").lines()).hasSize(1);
    }

    @Test
    void done_twice_it_gives_the_same_bytes() throws IOException {
        StageFolder folder = folder(Map.of(9L, two()));
        run(folder, "");
        byte[] first = Files.readAllBytes(dir.resolve("outputs/" + NAME));
        run(folder, "");
        assertThat(Files.readAllBytes(dir.resolve("outputs/" + NAME))).isEqualTo(first);
    }

    @Test
    void the_task_says_how_large_clusters_are_and_how_sure_a_box_must_be() throws IOException {
        run(folder(Map.of(9L, two())), ",\"min_score\":1,\"cluster_width_share\":0.4,\"models\":\"m.onnx\"");
        assertThat(entry("detections.csv").lines()).hasSize(1);
        assertThatThrownBy(() -> run(folder(Map.of(9L, two())), ",\"min_score\":\"high\""))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("'min_score' must be a number from 0.0 to 1.0, found \"high\"");
    }

    @Test
    void damaged_frames_are_counted_and_only_damaged_ones_are_bad_data() throws IOException {
        run(folder(Map.of(9L, two(), 10L, new byte[] {1, 2, 3})), "");
        assertThat(Json.parse(entry("detector.json")).get("damaged_frames").asInt())
                .isEqualTo(1);
        assertThatThrownBy(() -> run(folder(Map.of(10L, new byte[] {1, 2, 3})), ""))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("none of its 1 frames is a whole JPEG");
    }

    @Test
    void a_zip_that_is_cut_short_is_bad_data() throws IOException {
        StageFolder folder = folder(Map.of(9L, two()));
        Path input = dir.resolve("inputs/" + NAME);
        byte[] whole = Files.readAllBytes(input);
        Files.write(input, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> run(folder, ""))
                .isInstanceOf(BadData.class)
                .hasMessageContaining(NAME + " is damaged");
    }
}
