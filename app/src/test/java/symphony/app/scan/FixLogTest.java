package symphony.app.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.contracts.InMemoryArtifactStore;
import symphony.contracts.verify.Frames;
import symphony.core.artifact.Checksum;
import symphony.core.scan.OldNames;
import symphony.core.scan.Renaming;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;

class FixLogTest {
    private static final String SCAN = "2017-08-30_13-17";
    private static final String PREFIX = "oak/" + SCAN + "/";
    private static final String CAMERA = "22179657";
    private static final String LOG = PREFIX + SCAN + "_" + CAMERA + ".csv";
    private static final String OLD_LOG = "frame_number,timestamp\n1,0\n2,0\n3,0\n";

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();

    @TempDir
    private Path scratch;

    private static String archive(int minute) {
        return SCAN + "_" + CAMERA + "_13_" + minute + ".tar.gz";
    }

    private StoredScan scan() throws IOException {
        return StoredScan.of("oak", SCAN, store.list(PREFIX));
    }

    private FixLog.Result fix(ArtifactStore through, boolean dryRun) throws IOException {
        return new FixLog(through, scratch).run(scan(), CAMERA, dryRun, file -> {});
    }

    @Test
    void a_log_gets_its_file_names_and_is_kept_as_it_was() throws IOException {
        store.put(PREFIX + archive(18), Frames.archive(1, 2));
        store.put(PREFIX + archive(19), Frames.archive(3, 3));
        store.put(LOG, OLD_LOG.getBytes(UTF_8));
        assertThat(fix(store, true)).isEqualTo(new FixLog.Result(LOG, 3, 3, 0, List.of(), false));
        assertThat(store.content(LOG)).as("a dry run writes nothing").isEqualTo(OLD_LOG.getBytes(UTF_8));
        assertThat(store.list(PREFIX)).hasSize(3);

        assertThat(fix(store, false)).isEqualTo(new FixLog.Result(LOG, 3, 3, 0, List.of(), true));
        assertThat(new String(store.content(LOG), UTF_8))
                .isEqualTo("frame_number,timestamp,filename\n1,0," + archive(18) + "\n2,0," + archive(18) + "\n3,0,"
                        + archive(19) + "\n");
        String sha256 = Checksum.of(OLD_LOG.getBytes(UTF_8)).sha256();
        assertThat(store.content(PREFIX + ".symphony/logs/" + SCAN + "_" + CAMERA + ".csv~" + sha256))
                .isEqualTo(OLD_LOG.getBytes(UTF_8));
        assertThat(fix(store, false))
                .as("nothing is left to fill")
                .isEqualTo(new FixLog.Result(LOG, 3, 0, 0, List.of(), false));
    }

    @Test
    void bytes_of_any_encoding_come_out_as_they_went_in() throws IOException {
        store.put(PREFIX + archive(18), Frames.archive(1, 1));
        store.put(LOG, "frame_number,Fahrer\n1,J\u00F6rg\n".getBytes(ISO_8859_1));
        fix(store, false);
        assertThat(store.content(LOG))
                .isEqualTo(("frame_number,Fahrer,filename\n1,J\u00F6rg," + archive(18) + "\n").getBytes(ISO_8859_1));
    }

    @Test
    void where_numbers_begin_anew_a_cut_archive_gives_its_frames_to_no_other() throws IOException {
        byte[] whole = Frames.archive(1, 400);
        store.put(PREFIX + archive(18), whole);
        store.put(PREFIX + archive(19), Arrays.copyOf(whole, whole.length / 2));
        store.put(LOG, "frame_number,timestamp\n1,2017-08-30T13:18:01Z\n1,2017-08-30T13:19:01Z\n".getBytes(UTF_8));
        FixLog.Result result = fix(store, false);
        assertThat(result.filled()).isEqualTo(1);
        assertThat(result.unknown()).isEqualTo(1);
        assertThat(result.problems()).singleElement().asString().contains(archive(19));
        assertThat(new String(store.content(LOG), UTF_8)).endsWith("13:19:01Z,\n");
    }

    @Test
    void a_log_that_is_lacking_or_none_is_a_problem_of_its_camera_alone() throws IOException {
        assertThat(fix(store, false).problems()).singleElement().asString().contains("symphony scan show oak/" + SCAN);
        store.put(LOG, "nothing\n".getBytes(UTF_8));
        assertThat(fix(store, false).problems()).singleElement().asString().contains("no column 'frame_number'");
    }

    @Test
    void a_log_that_changes_meanwhile_is_not_replaced() throws IOException {
        store.put(PREFIX + archive(18), Frames.archive(1, 3));
        store.put(LOG, OLD_LOG.getBytes(UTF_8));
        byte[] longer = (OLD_LOG + "4,0\n").getBytes(UTF_8);
        FixLog.Result result = fix(
                new ForwardingStore(store) {
                    @Override
                    public void download(String key, Path target) throws IOException {
                        super.download(key, target);
                        store.put(LOG, longer);
                    }
                },
                false);
        assertThat(result.written()).isFalse();
        assertThat(result.problems()).singleElement().asString().contains("run it again");
        assertThat(store.content(LOG)).isEqualTo(longer);
    }

    @Test
    void an_old_log_that_was_renamed_and_filled_may_be_deleted() throws IOException {
        String old = PREFIX + "gps_" + CAMERA + ".csv";
        store.put(PREFIX + archive(18), Frames.archive(1, 3));
        store.put(old, OLD_LOG.getBytes(UTF_8));
        assertThat(rename(false).renamed()).isEqualTo(1);
        assertThat(fix(store, false).written()).isTrue();
        assertThat(rename(true)).isEqualTo(new RenameScan.Result(0, 1, List.of(), 1));
        assertThat(store.find(old)).isEmpty();
    }

    @Test
    void an_old_log_stays_where_neither_its_copy_nor_what_was_kept_of_it_is_whole() throws IOException {
        String old = PREFIX + "gps_" + CAMERA + ".csv";
        store.put(PREFIX + archive(18), Frames.archive(1, 3));
        store.put(old, OLD_LOG.getBytes(UTF_8));
        rename(false);
        fix(store, false);
        store.list(PREFIX + ".symphony/logs/").forEach(kept -> store.put(kept.key(), "damaged".getBytes(UTF_8)));
        assertThat(rename(true).problems()).singleElement().asString().contains("no longer what was copied");
        assertThat(store.find(old)).isPresent();
    }

    private RenameScan.Result rename(boolean deleteOld) throws IOException {
        StoredScan scan = scan();
        return new RenameScan(store, scratch)
                .run(scan, Renaming.of(scan, new OldNames(scan.cameras())), deleteOld, move -> {});
    }
}
