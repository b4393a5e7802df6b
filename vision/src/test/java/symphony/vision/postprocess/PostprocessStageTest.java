package symphony.vision.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static symphony.vision.process.TaskFolder.part;
import static symphony.vision.process.TaskFolder.seconds;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.vision.BadData;
import symphony.vision.process.Cluster;
import symphony.vision.process.PartNotes;
import symphony.vision.process.PartNotes.Stretch;
import symphony.vision.process.TaskFolder;
import symphony.vision.zip.ArtifactZip;

class PostprocessStageTest {
    private static final int ROWS = 4;
    private static final int VINES = 10;
    private static final double END = (VINES - 1) * 1.8;
    private static final Stretch WHOLE = new Stretch(-1, END + 1);

    private final Session session = TaskFolder.session(ROWS, VINES, 25);
    private final List<RowPart> parts = new ArrayList<>();

    @TempDir
    Path temp;

    private TaskFolder folder;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = new TaskFolder(temp.resolve("post"));
    }

    @Test
    void rows_stand_in_order_and_what_was_not_seen_is_null() throws IOException {
        seen(part(17, 1, 2, 1, 1), WHOLE, at(0, 100), at(1.9, 200));
        seen(part(18, 2, 1, 1, 1), WHOLE);
        JsonNode summary = run(session);

        assertThat(summary.at("/session_name").textValue()).isEqualTo("s1");
        assertThat(summary.at("/block_name").textValue()).isEqualTo("12D");
        assertThat(summary.at("/total/visible_clusters").intValue()).isEqualTo(2);
        assertThat(summary.at("/rows")).extracting(r -> r.get("row").intValue()).containsExactly(1, 2, 3, 4);
        assertThat(summary.at("/rows/0/dir1").isNull()).isTrue();
        assertThat(summary.at("/rows/0/dir2").intValue()).isEqualTo(2);
        assertThat(summary.at("/rows/0/coverage").doubleValue()).isEqualTo(1);
        assertThat(summary.at("/rows/1/dir1").intValue()).isZero();
        assertThat(summary.at("/rows/1/dir1").isNull()).isFalse();
        assertThat(summary.at("/rows/3/dir1").isNull()).isTrue();
        assertThat(summary.at("/rows/3/coverage").doubleValue()).isZero();
        assertThat(vine(summary, 1, 2).get("clusters").intValue()).isEqualTo(1);
        assertThat(vine(summary, 1, 3).get("clusters").intValue()).isZero();
        assertThat(vine(summary, 4, 1).get("clusters").isNull()).isTrue();
        assertThat(vine(summary, 4, 1).get("coverage").isNull()).isTrue();
        assertThat(summary.at("/vines")).hasSize(ROWS * VINES);
    }

    @Test
    void of_a_vine_at_the_edge_of_what_was_seen_no_cluster_does_not_mean_none() throws IOException {
        seen(part(17, 1, 2, 1, 1), new Stretch(-1, 3), at(0, 100));
        JsonNode summary = run(session);

        assertThat(vine(summary, 1, 2).get("clusters").intValue()).isZero();
        assertThat(vine(summary, 1, 3).get("clusters").isNull()).isTrue();
    }

    @Test
    void nothing_counted_is_a_total_of_0() throws IOException {
        seen(part(17, 1, 2, 1, 1), WHOLE);

        assertThat(run(session).at("/total/visible_clusters").intValue()).isZero();
    }

    @Test
    void both_sides_of_a_row_are_told_apart_and_added() throws IOException {
        seen(part(17, 2, 1, 1, 1), WHOLE, at(0, 100));
        seen(part(18, 2, 2, 1, 1), WHOLE, at(0, 100), at(0.3, 300));
        JsonNode summary = run(session);

        assertThat(summary.at("/rows/1/dir1").intValue()).isEqualTo(1);
        assertThat(summary.at("/rows/1/dir2").intValue()).isEqualTo(2);
        assertThat(vine(summary, 2, 1).get("clusters").intValue()).isEqualTo(3);
    }

    @Test
    void a_cluster_cut_by_the_border_of_two_archives_counts_once() throws IOException {
        PartName one = part(17, 2, 2, 1, 2);
        PartName two = part(18, 2, 2, 2, 2);
        parts.add(seconds(one, 10, 19.95));
        parts.add(seconds(two, 20, 30));
        folder.processed(
                one,
                List.of(at(4, 100), open(8.0, 200, 2, false, true), open(8.1, 400, 4, false, true)),
                notes(new Stretch(-1, 8)));
        folder.processed(
                two,
                List.of(open(8.12, 210, 2, true, false), open(8.9, 400, 4, true, false), at(12, 100)),
                notes(new Stretch(8, END + 1)));

        // 4 m, both halves at 8 m, 8.1 m and 8.9 m which are two, 12 m
        assertThat(run(session).at("/rows/1/dir2").intValue()).isEqualTo(5);
    }

    @Test
    void a_fragment_without_its_other_half_is_not_counted() throws IOException {
        PartName one = part(17, 2, 2, 1, 2);
        parts.add(seconds(one, 10, 19.95));
        folder.processed(one, List.of(at(4, 100), open(8.0, 200, 1, false, true)), notes(WHOLE));

        assertThat(run(session).at("/rows/1/dir2").intValue()).isEqualTo(1);
    }

    @Test
    void of_two_drives_along_a_row_side_each_vine_is_taken_from_the_one_that_saw_it() throws IOException {
        PartName first = part(17, 2, 2, 1, 1);
        PartName again = part(40, 2, 2, 1, 1);
        parts.add(new RowPart(first, 10, 20, 1, ""));
        parts.add(new RowPart(again, 1400, 1420, 2, ""));
        folder.processed(first, List.of(at(0, 100), at(3.6, 100)), notes(new Stretch(-1, 9)));
        folder.processed(again, List.of(at(0.05, 100), at(3.65, 100), at(14.4, 100)), notes(WHOLE));
        JsonNode summary = run(session);

        assertThat(summary.at("/rows/1/dir2").intValue()).isEqualTo(3);
        assertThat(summary.at("/rows/1/coverage").doubleValue()).isEqualTo(1);
    }

    @Test
    void a_process_zip_of_another_program_needs_no_more_than_its_clusters() throws IOException {
        PartName only = part(17, 1, 2, 1, 1);
        parts.add(seconds(only, 10, 20));
        folder.processed(only, List.of(at(0, 100)), notes(WHOLE));
        Files.delete(folder.folder().inputs().resolve(StorageKeys.processFile(only)));
        try (var zip = new ArtifactZip(folder.folder().inputs().resolve(StorageKeys.processFile(only)))) {
            zip.add(
                    "clusters.csv",
                    """
                    cluster,along_m,sd_m,height_px,vine,first_frame,last_frame,views,confidence,open
                    1,3.5,0.1,200,3,5,9,4,0.8,
                    """);
        }

        assertThat(vine(run(session), 1, 3).get("clusters").intValue()).isEqualTo(1);
    }

    @Test
    void a_process_zip_without_clusters_is_bad_data() throws IOException {
        PartName only = part(17, 1, 2, 1, 1);
        parts.add(seconds(only, 10, 20));
        try (var zip = new ArtifactZip(folder.folder().inputs().resolve(StorageKeys.processFile(only)))) {
            zip.add("readme.txt", "nothing here");
        }

        assertThatThrownBy(() -> run(session))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("clusters.csv is missing");
    }

    @Test
    void the_report_is_one_well_formed_page_that_asks_no_other_machine() throws Exception {
        aWholeBlock();
        run(session);
        String html = Files.readString(output("report/index.html"));

        assertThat(html).doesNotContain("http://", "https://", "<script", "@import", "<link");
        assertThat(html).contains("visible clusters", "uncalibrated", "Oakridge &amp; Sons", "data:image/png;base64,");
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        String xml = html.replace("<!DOCTYPE html>", "");
        var page = builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getElementsByTagName("table").getLength()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void the_map_is_a_picture_and_the_geojson_lies_on_the_block() throws IOException {
        aWholeBlock();
        run(session);
        BufferedImage image = ImageIO.read(output("summary.png").toFile());
        assertThat(image.getWidth()).isGreaterThan(1000);

        JsonNode geo = Json.parse(Files.readString(output("summary.geojson")));
        assertThat(geo.at("/features")).hasSize(ROWS + ROWS * VINES);
        assertThat(geo.at("/features/0/geometry/type").textValue()).isEqualTo("LineString");
        assertThat(geo.at("/features/" + ROWS + "/geometry/coordinates/1").doubleValue())
                .isBetween(53.26, 53.28);
        assertThat(Files.readAllLines(output("summary.vines.csv"))).hasSize(1 + ROWS * VINES);
        assertThat(Files.readAllLines(output("summary.rows.csv"))).hasSize(1 + ROWS);
    }

    @Test
    void a_block_without_positions_gets_a_schematic_map() throws IOException {
        Session bare = TaskFolder.session(new Block("b1", "12D", ROWS, 2.5, 1.8, "", List.of(), List.of()));
        seen(part(17, 1, 2, 1, 1), WHOLE, at(0, 100), at(1.9, 200));
        JsonNode summary = run(bare);

        assertThat(vine(summary, 1, 2).get("clusters").intValue()).isEqualTo(1);
        JsonNode geo = Json.parse(Files.readString(output("summary.geojson")));
        assertThat(geo.at("/features/0/geometry").isNull()).isTrue();
        assertThat(ImageIO.read(output("summary.png").toFile())).isNotNull();
    }

    @Test
    void the_same_inputs_give_the_same_bytes() throws IOException {
        aWholeBlock();
        run(session);
        List<String> files = List.of(
                "summary.json",
                "summary.png",
                "summary.geojson",
                "summary.rows.csv",
                "summary.vines.csv",
                "report/index.html");
        List<byte[]> first = new ArrayList<>();
        for (String f : files) {
            first.add(Files.readAllBytes(output(f)));
        }
        run(session);
        for (int i = 0; i < files.size(); i++) {
            assertThat(Files.readAllBytes(output(files.get(i))))
                    .as(files.get(i))
                    .isEqualTo(first.get(i));
        }
    }

    @Test
    void hand_counts_of_enough_vines_calibrate_the_report_and_nothing_else() throws IOException {
        aWholeBlock();
        JsonNode plain = run(session);
        StringBuilder counts = new StringBuilder("row,vine,clusters\n");
        for (JsonNode v : plain.at("/vines")) {
            if (!v.get("clusters").isNull()) {
                counts.append(v.get("row")).append(',').append(v.get("vine")).append(',');
                counts.append(2 * v.get("clusters").intValue()).append('\n');
            }
        }
        Files.writeString(folder.folder().context().resolve("calibration.csv"), counts);

        assertThat(run(session)).isEqualTo(plain);
        assertThat(Files.readString(output("report/index.html"))).contains("2.00 clusters per visible cluster");
    }

    @Test
    void hand_counts_of_a_few_vines_are_left_out_with_a_word() throws IOException {
        aWholeBlock();
        writeContext(session);
        Files.writeString(folder.folder().context().resolve("calibration.csv"), "row,vine,clusters\n1,1,9\n");
        run(session);

        assertThat(Files.readString(output("report/index.html")))
                .contains("calibration.csv was not used", "uncalibrated");
    }

    private void aWholeBlock() throws IOException {
        Random random = new Random(4);
        for (int row = 1; row <= ROWS - 1; row++) {
            for (int dir = row == 1 ? 2 : 1; dir <= 2; dir++) {
                Stretch stretch = row == 3 ? new Stretch(-1, 9) : WHOLE;
                Cluster[] clusters = IntStream.range(0, 30 + random.nextInt(60))
                        .mapToObj(i -> at(
                                stretch.from() + random.nextDouble() * (stretch.to() - stretch.from()),
                                random.nextDouble() * 500))
                        .toArray(Cluster[]::new);
                seen(part(10 + 2 * row + dir, row, dir, 1, 1), stretch, clusters);
            }
        }
    }

    private void seen(PartName part, Stretch stretch, Cluster... clusters) throws IOException {
        parts.add(seconds(part, part.archive().minute() * 60.0, part.archive().minute() * 60.0 + 20));
        folder.processed(part, List.of(clusters), notes(stretch));
    }

    private static PartNotes notes(Stretch seen) {
        return new PartNotes(0.001, "detections", 100, 500, 3, 80, List.of(seen));
    }

    private static Cluster at(double along, double height) {
        return open(along, height, 6, false, false);
    }

    private static Cluster open(double along, double height, int views, boolean start, boolean end) {
        return new Cluster(1, along, 0.03, height, null, 1, 20, views, 0.8, start, end);
    }

    private static JsonNode vine(JsonNode summary, int row, int vine) {
        for (JsonNode v : summary.at("/vines")) {
            if (v.get("row").intValue() == row && v.get("vine").intValue() == vine) {
                return v;
            }
        }
        throw new AssertionError("no row " + row + " vine " + vine);
    }

    private void writeContext(Session of) throws IOException {
        TreeMap<Integer, Integer> vines = new TreeMap<>();
        IntStream.rangeClosed(1, ROWS).forEach(r -> vines.put(r, VINES));
        folder.context(of, new RowVideoMap(parts), Map.copyOf(vines));
    }

    private JsonNode run(Session of) throws IOException {
        writeContext(of);
        new PostprocessStage()
                .run(folder.folder(), of.task(Role.POSTPROCESS, List.of(), List.of(), 0), (done, text) -> {});
        return Json.parse(Files.readString(output("summary.json")));
    }

    private Path output(String name) {
        return folder.folder().outputs().resolve(name);
    }
}
