package symphony.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static symphony.contracts.verify.GoodWorkspace.LEFT;
import static symphony.contracts.verify.GoodWorkspace.RIGHT;
import static symphony.contracts.verify.GoodWorkspace.SCAN;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.contracts.verify.GoodWorkspace;
import symphony.contracts.verify.SeededFault;
import symphony.contracts.verify.SeededFaults;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.store.ObjectMissing;
import symphony.core.task.Role;
import symphony.vision.preproc.PreprocStage;
import symphony.vision.rvm.RvmStage;

/** What becomes of faults that the verification finds, where nobody verifies: the stages fail, or quietly give less. */
class SeededFaultsLaterTest {
    private static final ArchiveName ARCHIVE = new ArchiveName(SCAN, LEFT, 13, 18);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log-missing: one camera's log not uploaded",
                "log-empty: an empty log",
                "log-columns: a column renamed to lat",
                "log-malformed: a word where a number belongs",
                "log-filenames-missing: logs without the column filename",
                "log-no-gps: 0,0 for every position",
                "log-gps-stuck: a receiver that wrote one position",
                "log-not-at-block: the log of another farm",
                "camera-side-missing: a camera without a side"
            })
    void the_rvm_task_fails(String fault) throws IOException {
        GoodWorkspace workspace = faulty(fault);
        assertThat(catchThrowable(() -> map(workspace))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera-side-twice: both cameras on the left",
                "minutes-missing: a minute of both cameras lost, in logs too"
            })
    void the_row_video_map_is_another_one_and_nobody_is_told(String fault) throws IOException {
        assertThat(sides(map(faulty(fault)))).isNotEqualTo(sides(map(new GoodWorkspace())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive-empty: an archive of 0 bytes",
                "archive-unreadable: an error page under an archive's name",
                "archive-unreadable: an archive of something else",
                "archive-cut: an upload that broke off"
            })
    void the_preproc_task_fails(String fault) throws IOException {
        RowVideoMap map = map(new GoodWorkspace());
        GoodWorkspace workspace = faulty(fault);
        assertThat(catchThrowable(() -> frames(workspace, map))).isNotNull();
    }

    @Test
    void an_archive_with_fewer_frames_than_its_log_names_gives_fewer_frames_and_nobody_is_told() throws IOException {
        RowVideoMap map = map(new GoodWorkspace());
        long all = frames(new GoodWorkspace(), map);
        assertThat(frames(faulty("archive-frames-missing: an archive less its last forty frames"), map))
                .isPositive()
                .isLessThan(all);
    }

    @Test
    void in_a_good_workspace_every_side_that_was_driven_along_is_mapped() throws IOException {
        assertThat(sides(map(new GoodWorkspace())))
                .containsExactly("1 dir2", "2 dir1", "2 dir2", "3 dir1", "3 dir2", "4 dir1", "4 dir2", "5 dir1");
    }

    private static GoodWorkspace faulty(String name) {
        SeededFault fault = SeededFaults.all().stream()
                .filter(f -> f.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the catalogue has no fault '" + name + "'"));
        GoodWorkspace workspace = new GoodWorkspace();
        fault.change().accept(workspace);
        return workspace;
    }

    private static Set<String> sides(RowVideoMap map) {
        Set<String> sides = new TreeSet<>();
        map.parts()
                .forEach(p ->
                        sides.add(p.name().row() + " dir" + p.name().direction().number()));
        return sides;
    }

    private RowVideoMap map(GoodWorkspace workspace) throws IOException {
        StageFolder folder = folder(workspace);
        for (String camera : List.of(LEFT, RIGHT)) {
            fetch(workspace, GoodWorkspace.log(camera), folder.inputs());
        }
        new RvmStage().run(folder, session(workspace).task(Role.RVM, List.of(), List.of(), 0), (share, text) -> {});
        return RowVideoMap.parse(Files.readString(folder.outputs().resolve("rvm.csv")), "rvm.csv");
    }

    /** How many frames the zips of one archive hold. */
    private long frames(GoodWorkspace workspace, RowVideoMap map) throws IOException {
        StageFolder folder = folder(workspace);
        fetch(workspace, ARCHIVE.fileName(), folder.inputs());
        fetch(workspace, GoodWorkspace.log(LEFT), folder.context());
        Files.writeString(folder.context().resolve("rvm.csv"), map.format());
        new PreprocStage()
                .run(
                        folder,
                        session(workspace).task(Role.PREPROC, List.of(ARCHIVE), List.of(), 0),
                        (share, text) -> {});
        long frames = 0;
        try (Stream<Path> zips = Files.list(folder.outputs())) {
            for (Path file : zips.toList()) {
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    frames += zip.stream()
                            .filter(e -> e.getName().endsWith(".jpg"))
                            .count();
                }
            }
        }
        return frames;
    }

    private StageFolder folder(GoodWorkspace workspace) throws IOException {
        StageFolder folder = new StageFolder(Files.createTempDirectory(directory, "task"));
        for (Path part : List.of(folder.inputs(), folder.context(), folder.outputs())) {
            Files.createDirectories(part);
        }
        Files.writeString(
                folder.context().resolve("session.json"), session(workspace).format());
        return folder;
    }

    /** What is not in storage a worker does not fetch. */
    private static void fetch(GoodWorkspace workspace, String name, Path folder) throws IOException {
        try (InputStream in = workspace.store.open(GoodWorkspace.PREFIX + name)) {
            Files.copy(in, folder.resolve(name));
        } catch (ObjectMissing missing) {
            return;
        }
    }

    private static Session session(GoodWorkspace workspace) {
        Client client = workspace.registered();
        Farm farm = client.farms().get(0);
        return new Session(
                "s1",
                client.name(),
                client.id(),
                farm.name(),
                farm.id(),
                farm.blocks().get(0),
                List.of(client.scans().get(0)),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }
}
