package symphony.app.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.contracts.InMemoryArtifactStore;
import symphony.core.artifact.StorageKeys;
import symphony.core.scan.OldNames;
import symphony.core.scan.Renaming;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;

class RenameScanTest {
    private static final String SCAN = "2017-08-30_13-17";
    private static final String PREFIX = "oak/" + SCAN + "/";

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();

    @TempDir
    private Path scratch;

    @Test
    void old_files_get_their_new_names_and_stay() throws IOException {
        store.put(PREFIX + "block3_22179657_left_13_18.tar.gz", "a".getBytes(UTF_8));
        store.put(PREFIX + "log-22179657.csv", "b".getBytes(UTF_8));
        RenameScan.Result result = rename(store, false);
        assertThat(result.renamed()).isEqualTo(2);
        assertThat(store.content(PREFIX + SCAN + "_22179657_13_18.tar.gz")).isEqualTo("a".getBytes(UTF_8));
        assertThat(store.content(PREFIX + SCAN + "_22179657.csv")).isEqualTo("b".getBytes(UTF_8));
        assertThat(store.content(PREFIX + "block3_22179657_left_13_18.tar.gz")).isEqualTo("a".getBytes(UTF_8));
        assertThat(rename(store, false)).isEqualTo(new RenameScan.Result(0, 2, List.of(), 0));
    }

    @Test
    void a_log_that_was_completed_since_is_renamed_all_the_same() throws IOException {
        store.put(PREFIX + "log-22179657.csv", "b".getBytes(UTF_8));
        rename(store, false);
        store.put(PREFIX + SCAN + "_22179657.csv", "b,filename".getBytes(UTF_8));
        assertThat(rename(store, false)).isEqualTo(new RenameScan.Result(0, 1, List.of(), 0));
    }

    @Test
    void what_lies_under_the_new_name_is_never_replaced() throws IOException {
        store.put(PREFIX + "x_22179657_13_18.tar.gz", "old".getBytes(UTF_8));
        store.put(PREFIX + SCAN + "_22179657_13_18.tar.gz", "new".getBytes(UTF_8));
        RenameScan.Result result = rename(store, true);
        assertThat(result.problems()).singleElement().asString().contains("other content");
        assertThat(result.deleted()).isZero();
        assertThat(store.content(PREFIX + SCAN + "_22179657_13_18.tar.gz")).isEqualTo("new".getBytes(UTF_8));
        assertThat(store.content(PREFIX + "x_22179657_13_18.tar.gz")).isEqualTo("old".getBytes(UTF_8));
    }

    @Test
    void old_files_go_only_where_that_is_said_and_their_copy_is_whole() throws IOException {
        store.put(PREFIX + "x_22179657_13_18.tar.gz", "a".getBytes(UTF_8));
        store.put(PREFIX + "x_22179657_13_19.tar.gz", "b".getBytes(UTF_8));
        rename(store, false);
        store.put(PREFIX + SCAN + "_22179657_13_19.tar.gz", "B".getBytes(UTF_8));
        RenameScan.Result result = rename(store, true);
        assertThat(result.deleted()).isEqualTo(1);
        assertThat(result.problems()).singleElement().asString().contains("no longer what was copied");
        assertThat(store.find(PREFIX + "x_22179657_13_18.tar.gz")).isEmpty();
        assertThat(store.find(PREFIX + "x_22179657_13_19.tar.gz")).isPresent();
        assertThat(store.find(PREFIX + SCAN + "_22179657_13_18.tar.gz")).isPresent();
    }

    @Test
    void ten_thousand_files_interrupted_again_and_again_are_all_there_in_the_end() throws IOException {
        int files = 10_000;
        for (int i = 0; i < files; i++) {
            store.put(
                    PREFIX + "old_%08d_x_%02d_%02d.tar.gz".formatted(22_000_000 + i / 1440, i / 60 % 24, i % 60),
                    ("content " + i).getBytes(UTF_8));
        }
        Random random = new Random(7);
        int interruptions = 0;
        int renamed = 0;
        while (true) {
            try {
                renamed += rename(failing(random), false).renamed();
                break;
            } catch (IOException interrupted) {
                interruptions++;
            }
        }
        assertThat(interruptions).isGreaterThan(2);
        assertThat(renamed).isLessThan(files);
        assertThat(rename(store, false)).isEqualTo(new RenameScan.Result(0, files, List.of(), 0));
        for (int i = 0; i < files; i++) {
            String key = PREFIX + SCAN + "_%08d_%02d_%02d.tar.gz".formatted(22_000_000 + i / 1440, i / 60 % 24, i % 60);
            assertThat(store.content(key)).isEqualTo(("content " + i).getBytes(UTF_8));
        }
        assertThat(store.list(PREFIX)).hasSize(3 * files);
    }

    private RenameScan.Result rename(ArtifactStore through, boolean deleteOld) throws IOException {
        StoredScan scan = StoredScan.of("oak", SCAN, store.list(PREFIX));
        return new RenameScan(through, scratch)
                .run(scan, Renaming.of(scan, new OldNames(scan.cameras())), deleteOld, move -> {});
    }

    /** Dies at a random call, before or after it took effect; a stream dies while it is read. */
    private ArtifactStore failing(Random random) {
        int[] left = {random.nextInt(16_000)};
        return (ArtifactStore) Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                    boolean dies = --left[0] == 0;
                    if (dies && random.nextBoolean()) {
                        throw new IOException("cut before " + method.getName());
                    }
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (dies && answer instanceof InputStream) {
                            return new InputStream() {
                                @Override
                                public int read() throws IOException {
                                    throw new IOException("cut while reading");
                                }

                                @Override
                                public int read(byte[] buffer, int offset, int length) throws IOException {
                                    return read();
                                }
                            };
                        }
                        if (dies) {
                            throw new IOException("cut after " + method.getName());
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void a_name_as_long_as_a_file_may_have_is_renamed_once_and_for_all() throws IOException {
        String old = "x".repeat(226) + "_22179657_13_18.tar.gz";
        store.put(PREFIX + old, "a".getBytes(UTF_8));
        assertThat(rename(store, false).renamed()).isEqualTo(1);
        assertThat(store.list(PREFIX))
                .allMatch(o -> StorageKeys.baseName(o.key()).length() <= 255);
        assertThat(rename(store, true)).isEqualTo(new RenameScan.Result(0, 1, List.of(), 1));
    }

    @Test
    void files_that_would_get_one_name_are_left_alone() {
        StoredScan scan = StoredScan.of(
                "oak",
                SCAN,
                List.of(
                        new StoredObject(PREFIX + "a_22179657_13_18.tar.gz", 1, "1"),
                        new StoredObject(PREFIX + "b_22179657_13_18.tar.gz", 1, "1"),
                        new StoredObject(PREFIX + "notes.tar.gz", 1, "1")));
        Renaming renaming = Renaming.of(scan, new OldNames(List.of()));
        assertThat(renaming.clashes()).hasSize(1);
        assertThat(renaming.unknown()).containsExactly(PREFIX + "notes.tar.gz");
        assertThat(renaming.moves()).isEmpty();
    }
}
