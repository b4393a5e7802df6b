package symphony.vision.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.vision.BadData;
import symphony.vision.postprocess.PostprocessStage;
import symphony.vision.process.World.Film;

class ProcessStageTest {
    private static final String HEADER = "frame_number,x,y,width,height,score,class\n";
    private static final PartName PART = TaskFolder.part(17, 2, 2, 1, 1);

    private final World world = new World(11, 10, 8);
    private final Session session = TaskFolder.session(3, 10, 20);

    @TempDir
    Path temp;

    private TaskFolder folder;

    @BeforeEach
    void a_filmed_part() throws IOException {
        folder = new TaskFolder(temp.resolve("process"));
        folder.context(session, map(PART), Map.of(1, 10, 2, 10, 3, 10));
        folder.film(PART, world.film(world.drive(0.1, 0.02), true));
    }

    @Test
    void writes_clusters_with_vines_and_the_boxes_they_were_made_of() throws IOException {
        run(PART);

        List<Cluster> clusters = ClusterTable.parse(folder.output(PART, "clusters.csv"), "clusters.csv");
        assertThat(clusters.size()).isBetween(77, 83);
        assertThat(clusters).allMatch(c -> c.vine() != null && c.vine() >= 1 && c.vine() <= 10);
        assertThat(folder.output(PART, "tracks.csv").lines().count())
                .isEqualTo(1 + clusters.stream().mapToInt(Cluster::views).sum());
        PartNotes notes = PartNotes.parse(folder.output(PART, PartNotes.FILE), "process.json");
        assertThat(notes.seen()).singleElement().matches(s -> s.from() < -1.2 && s.to() > 17);
    }

    @Test
    void the_same_inputs_give_the_same_bytes() throws IOException {
        run(PART);
        Path zip = folder.folder().outputs().resolve(StorageKeys.processFile(PART));
        byte[] first = Files.readAllBytes(zip);
        run(PART);

        assertThat(Files.readAllBytes(zip)).isEqualTo(first);
    }

    @Test
    void without_detections_the_table_is_only_its_header() throws IOException {
        folder.detections(PART, HEADER);
        run(PART);

        assertThat(folder.output(PART, "clusters.csv"))
                .isEqualTo("cluster,along_m,sd_m,height_px,vine,first_frame,last_frame,views,confidence,open\n");
    }

    @Test
    void a_detection_zip_that_is_a_copy_of_the_frames_zip_is_refused_with_the_word_that_matters() throws IOException {
        Files.copy(
                folder.framesZip(PART),
                folder.folder().inputs().resolve(StorageKeys.framesFile(PART)),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> run(PART))
                .isInstanceOf(BadData.class)
                .hasMessageContaining(StorageKeys.framesFile(PART) + ": detections.csv is missing");
    }

    @Test
    void a_frames_zip_that_is_missing_is_told_with_what_to_do() throws IOException {
        Files.delete(folder.framesZip(PART));

        assertThatThrownBy(() -> run(PART))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("frames zip is missing")
                .hasMessageContaining("do preproc again");
    }

    @Test
    void a_zip_that_is_none_is_bad_data() throws IOException {
        Files.writeString(folder.framesZip(PART), "cut short, no zip at all");

        assertThatThrownBy(() -> run(PART)).isInstanceOf(BadData.class).hasMessageContaining("no readable zip");
    }

    @Test
    void wrong_numbers_are_told_with_their_line() throws IOException {
        refuses("1000,1,2,30,40,0.9,c\n1000,x,2,30,40,0.9,c\n", "detections.csv:3: x must be a number, found 'x'");
        refuses("1000,1,2,30,40,0.9,c\n1000,1,2,30,40,0.9,c\n", "detections.csv:3: the same box");
        refuses("1000,1,2,-30,40,0.9,c\n", "detections.csv:2: a box of -30.0 x 40.0 pixels");
        refuses("1000,1,NaN,30,40,0.9,c\n", "detections.csv:2: y must be a finite number");
        refuses("1000,1,2,30,40,7,c\n", "detections.csv:2: score must be from 0 to 1");
        refuses("1000,1,2\n", "detections.csv:2: width must be a number");
        refuses("5,1,2,30,40,0.7,c\n", "names frame 5, which the frames zip's frames.csv does not hold");
    }

    @Test
    void a_part_cut_in_two_by_an_archive_border_has_the_same_total() throws IOException {
        Film film = world.film(world.drive(0.1, 0.02), true);
        PartName one = TaskFolder.part(17, 2, 2, 1, 2);
        PartName two = TaskFolder.part(18, 2, 2, 2, 2);
        int half = film.frames().size() / 2;
        folder.film(one, piece(film, 0, half))
                .film(two, piece(film, half, film.frames().size()));
        run(PART, one, two);

        int whole = total("whole", map(PART), PART);
        RowVideoMap halves =
                new RowVideoMap(List.of(TaskFolder.seconds(one, 100, 110), TaskFolder.seconds(two, 110.05, 120)));
        assertThat(total("halves", halves, one, two)).isCloseTo(whole, Offset.offset(1));
    }

    private int total(String name, RowVideoMap map, PartName... parts) throws IOException {
        TaskFolder post = new TaskFolder(temp.resolve(name)).context(session, map, Map.of(1, 10, 2, 10, 3, 10));
        for (PartName p : parts) {
            String file = StorageKeys.processFile(p);
            Files.copy(
                    folder.folder().outputs().resolve(file),
                    post.folder().inputs().resolve(file));
        }
        new PostprocessStage().run(post.folder(), TaskFolder.task(session, Role.POSTPROCESS), (done, text) -> {});
        return Json.parse(Files.readString(post.folder().outputs().resolve("summary.json")))
                .at("/total/visible_clusters")
                .intValue();
    }

    private static Film piece(Film film, int from, int to) {
        List<SelectedFrame> frames = film.frames().subList(from, to);
        List<Long> numbers = frames.stream().map(SelectedFrame::number).toList();
        return new Film(
                frames,
                film.boxes().stream().filter(b -> numbers.contains(b.frame())).toList());
    }

    private void refuses(String lines, String message) throws IOException {
        folder.detections(PART, HEADER + lines);
        assertThatThrownBy(() -> run(PART)).isInstanceOf(BadData.class).hasMessageContaining(message);
    }

    private static RowVideoMap map(PartName part) {
        return new RowVideoMap(List.of(TaskFolder.seconds(part, 100, 120)));
    }

    private void run(PartName... parts) throws IOException {
        new ProcessStage().run(folder.folder(), TaskFolder.task(session, Role.PROCESS, parts), (done, text) -> {});
    }
}
