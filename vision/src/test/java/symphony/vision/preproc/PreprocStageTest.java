package symphony.vision.preproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.json.Json;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;

class PreprocStageTest {
    @TempDir
    Path dir;

    private static void run(StageFolder folder, Task task) throws IOException {
        new PreprocStage().run(folder, task, (done, text) -> {});
    }

    private Map<String, byte[]> zipOf(FilmedRow filmed) throws IOException {
        run(filmed.folder(dir), filmed.task());
        return FilmedRow.zip(dir, 1);
    }

    private static FilmedRow tenMetres() {
        FilmedRow filmed = new FilmedRow(FilmedRow.drive(5, 15));
        return filmed.part(1, 0, filmed.end());
    }

    @Test
    void a_frame_is_kept_every_twelve_centimetres() throws IOException {
        Map<String, byte[]> zip = zipOf(tenMetres());
        List<Double> along = FilmedRow.table(zip, "frames.csv").stream()
                .map(l -> Double.parseDouble(l[2]))
                .toList();
        assertThat(along).hasSizeBetween(82, 85).isSorted();
        assertThat(along.get(0)).isCloseTo(5, within(0.15));
        assertThat(along.get(along.size() - 1)).isCloseTo(15, within(0.15));
    }

    @Test
    void each_line_of_the_table_has_its_picture_as_it_came_from_the_camera() throws IOException {
        FilmedRow filmed = tenMetres();
        Map<String, byte[]> zip = zipOf(filmed);
        for (String[] line : FilmedRow.table(zip, "frames.csv")) {
            assertThat(zip.get(line[0] + ".jpg")).isEqualTo(filmed.entries().get(line[0] + ".jpg"));
        }
    }

    @Test
    void metres_count_from_the_first_vine_whatever_the_driving_direction() throws IOException {
        FilmedRow filmed = new FilmedRow(FilmedRow.drive(20, 12));
        Map<String, byte[]> zip = zipOf(filmed.part(1, 0, filmed.end()));
        List<Double> along = FilmedRow.table(zip, "frames.csv").stream()
                .map(l -> Double.parseDouble(l[2]))
                .toList();
        assertThat(along).isSortedAccordingTo(Collections.reverseOrder()).hasSizeBetween(65, 69);
        assertThat(along.get(0)).isCloseTo(20, within(0.15));
    }

    @Test
    void a_stop_gives_one_frame() throws IOException {
        List<Double> stop = Collections.nCopies(200, 10.0);
        FilmedRow filmed =
                new FilmedRow(FilmedRow.then(FilmedRow.drive(5, 10), FilmedRow.then(stop, FilmedRow.drive(10, 15))));
        Map<String, byte[]> zip = zipOf(filmed.part(1, 0, filmed.end()));
        assertThat(FilmedRow.table(zip, "frames.csv")).hasSizeBetween(82, 86);
    }

    @Test
    void a_place_that_is_driven_over_again_is_not_kept_again() throws IOException {
        List<Double> back = FilmedRow.then(FilmedRow.drive(10, 7), FilmedRow.drive(7, 15));
        FilmedRow filmed = new FilmedRow(FilmedRow.then(FilmedRow.drive(5, 10), back));
        Map<String, byte[]> zip = zipOf(filmed.part(1, 0, filmed.end()));
        List<Double> along = FilmedRow.table(zip, "frames.csv").stream()
                .map(l -> Double.parseDouble(l[2]))
                .toList();
        assertThat(along).isSorted().hasSizeBetween(82, 86);
    }

    @Test
    void the_sharpest_frame_of_each_stretch_is_kept() throws IOException {
        List<Double> slow =
                FilmedRow.drive(5, 8).stream().flatMap(a -> Stream.of(a, a, a)).toList();
        FilmedRow filmed = new FilmedRow(slow);
        byte[] blurred = FilmedRow.picture(-20); // no wall there: black
        for (int n = 0; n < slow.size(); n++) {
            if (n % 3 != 1) {
                filmed.entries().put(n + ".jpg", blurred);
            }
        }
        Map<String, byte[]> zip = zipOf(filmed.part(1, 0, filmed.end()));
        List<String[]> lines = FilmedRow.table(zip, "frames.csv");
        // the first and the last stretch may be too short to show a sharp one
        assertThat(lines.subList(1, lines.size() - 1)).isNotEmpty().allSatisfy(l -> assertThat(Long.parseLong(l[0]) % 3)
                .isEqualTo(1));
    }

    @Test
    void the_motion_of_the_picture_is_told_in_pixels_of_the_full_frame() throws IOException {
        List<String[]> lines = FilmedRow.table(zipOf(tenMetres()), "frames.csv");
        assertThat(lines.get(0)).endsWith("", "");
        for (int i = 1; i < lines.size(); i++) {
            double moved = Double.parseDouble(lines.get(i)[2]) - Double.parseDouble(lines.get(i - 1)[2]);
            assertThat(Double.parseDouble(lines.get(i)[4])).isCloseTo(-moved * FilmedRow.PIXELS_A_METRE, within(2.5));
            assertThat(Double.parseDouble(lines.get(i)[5])).isCloseTo(0, within(1.0));
        }
    }

    @Test
    void every_part_of_the_archive_gets_its_own_frames() throws IOException {
        FilmedRow filmed = new FilmedRow(FilmedRow.drive(5, 15));
        run(filmed.part(1, 0, 3).part(2, 3.05, filmed.end()).folder(dir), filmed.task());
        assertThat(FilmedRow.table(FilmedRow.zip(dir, 1), "frames.csv"))
                .isNotEmpty()
                .allSatisfy(l -> assertThat(Long.parseLong(l[0])).isBetween(0L, 60L));
        assertThat(FilmedRow.table(FilmedRow.zip(dir, 2), "frames.csv"))
                .isNotEmpty()
                .allSatisfy(l -> assertThat(Long.parseLong(l[0])).isBetween(61L, 134L));
    }

    @Test
    void only_the_outputs_that_the_task_asks_for_are_made() throws IOException {
        FilmedRow filmed = new FilmedRow(FilmedRow.drive(5, 15));
        StageFolder folder = filmed.part(1, 0, 3).part(2, 3.05, filmed.end()).folder(dir);
        ObjectNode json = filmed.task().toJson();
        json.putArray("outputs").add(FilmedRow.zipName(2));
        run(folder, Task.parse(Json.line(json)));
        assertThat(dir.resolve("outputs/" + FilmedRow.zipName(2))).exists();
        assertThat(dir.resolve("outputs/" + FilmedRow.zipName(1))).doesNotExist();
    }

    @Test
    void the_order_of_the_archive_changes_no_byte() throws IOException {
        FilmedRow filmed = tenMetres();
        run(filmed.folder(dir), filmed.task());
        byte[] first = Files.readAllBytes(dir.resolve("outputs/" + FilmedRow.zipName(1)));
        Map<String, byte[]> byName = new TreeMap<>(filmed.entries());
        Path other = Files.createDirectory(dir.resolve("other"));
        run(filmed.folder(other, FilmedRow.archive(byName)), filmed.task());
        assertThat(Files.readAllBytes(other.resolve("outputs/" + FilmedRow.zipName(1))))
                .isEqualTo(first);
    }

    @Test
    void nothing_is_left_behind_in_the_folder() throws IOException {
        FilmedRow filmed = tenMetres();
        run(filmed.folder(dir), filmed.task());
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("inputs", "context", "outputs");
        }
    }

    @Test
    void frames_that_the_log_names_and_the_archive_lacks_are_listed() throws IOException {
        FilmedRow filmed = tenMetres();
        filmed.entries().remove("40.jpg");
        filmed.entries().put("41.jpg", "no picture".getBytes(StandardCharsets.US_ASCII));
        byte[] whole = filmed.entries().get("42.jpg");
        filmed.entries().put("42.jpg", Arrays.copyOf(whole, whole.length / 2));
        Map<String, byte[]> zip = zipOf(filmed);
        assertThat(FilmedRow.table(zip, "missing.csv"))
                .extracting(l -> l[0] + " " + l[2])
                .containsExactly("40 absent", "41 damaged", "42 damaged");
        assertThat(zip).doesNotContainKeys("40.jpg", "41.jpg", "42.jpg");
    }

    @Test
    void an_archive_without_one_whole_picture_is_bad_data() throws IOException {
        FilmedRow filmed = tenMetres();
        filmed.entries().replaceAll((name, jpeg) -> new byte[] {1, 2, 3});
        StageFolder folder = filmed.folder(dir);
        assertThatThrownBy(() -> run(folder, filmed.task()))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("2017-08-30_13-17_22179657_13_18.tar.gz")
                .hasMessageContaining("none of the 134 frames");
    }

    @Test
    void an_archive_that_the_map_does_not_know_is_bad_data() throws IOException {
        FilmedRow filmed = tenMetres();
        filmed.map = filmed.map.replace("_13_18.tar.gz", "_13_19.tar.gz");
        StageFolder folder = filmed.folder(dir);
        assertThatThrownBy(() -> run(folder, filmed.task()))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("no row is seen in");
    }

    @Test
    void a_truncated_archive_is_told_with_its_last_good_frame() throws IOException {
        FilmedRow filmed = tenMetres();
        byte[] whole = FilmedRow.archive(filmed.entries());
        StageFolder folder = filmed.folder(dir, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> run(folder, filmed.task()))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("2017-08-30_13-17_22179657_13_18.tar.gz: cut short or damaged after frame 6");
    }

    @Test
    void a_picture_that_claims_to_be_huge_is_not_decoded() throws IOException {
        FilmedRow filmed = tenMetres();
        byte[] liar = filmed.entries().get("50.jpg").clone();
        for (int i = 0; i < liar.length - 9; i++) {
            if (liar[i] == (byte) 0xFF && liar[i + 1] == (byte) 0xC0) {
                Arrays.fill(liar, i + 5, i + 9, (byte) 0xFE);
                break;
            }
        }
        Map<String, byte[]> changed = new LinkedHashMap<>(filmed.entries());
        changed.put("50.jpg", liar);
        run(filmed.folder(dir, FilmedRow.archive(changed)), filmed.task());
        assertThat(FilmedRow.table(FilmedRow.zip(dir, 1), "missing.csv"))
                .extracting(l -> l[0] + " " + l[2])
                .containsExactly("50 damaged");
    }
}
