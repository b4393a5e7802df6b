package symphony.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.store.ObjectMissing;
import symphony.storage.LocalStore;

class CachingStoreTest {
    private static final String MODEL = "models/fruit.onnx";
    private static final long LIMIT = 2_000_000;

    @TempDir
    Path folder;

    private ArtifactStore store;

    /** Notes each download in a file, which other processes may write to as well. */
    private static final class Counting extends ForwardingStore {
        private final Path log;

        Counting(ArtifactStore behind, Path log) {
            super(behind);
            this.log = log;
        }

        @Override
        public void download(String key, Path target) throws IOException {
            Files.writeString(log, key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            super.download(key, target);
        }
    }

    private static ArtifactStore caching(Path folder) {
        return new CachingStore(
                new Counting(new LocalStore(folder.resolve("store")), folder.resolve("fetched")),
                folder.resolve("cache"),
                LIMIT,
                key -> key.startsWith("models/"));
    }

    @BeforeEach
    void open() throws IOException {
        store = caching(folder);
        store.create(MODEL, content(1));
    }

    private static byte[] content(int seed) {
        byte[] bytes = new byte[800_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private List<String> fetched() throws IOException {
        Path log = folder.resolve("fetched");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private byte[] downloaded(String key) throws IOException {
        Path target = Files.createTempDirectory(folder, "task").resolve("file");
        store.download(key, target);
        return Files.readAllBytes(target);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(f -> f.toString().contains("~")).toList();
        }
    }

    @Test
    void a_model_is_fetched_once_by_however_many_processes_ask_for_it_at_once() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Downloads.class.getName(),
                            folder.toString())
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(fetched()).containsExactly(MODEL);
    }

    /** As a worker with four slots that all begin at once. */
    static final class Downloads {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            ArtifactStore store = caching(folder);
            Path mine = Files.createTempDirectory(folder, "worker");
            List<Thread> slots = new ArrayList<>();
            List<Exception> faults = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Path target = mine.resolve("slot" + i);
                slots.add(new Thread(() -> {
                    try {
                        store.download(MODEL, target);
                        assertThat(target).hasBinaryContent(content(1));
                    } catch (IOException e) {
                        synchronized (faults) {
                            faults.add(e);
                        }
                    }
                }));
            }
            slots.forEach(Thread::start);
            for (Thread slot : slots) {
                slot.join();
            }
            System.exit(faults.isEmpty() ? 0 : 1);
        }
    }

    @Test
    void a_new_version_is_fetched_anew() throws IOException {
        assertThat(downloaded(MODEL)).isEqualTo(content(1));
        store.replace(MODEL, content(2), store.find(MODEL).orElseThrow().version());
        assertThat(downloaded(MODEL)).isEqualTo(content(2));
        assertThat(downloaded(MODEL)).isEqualTo(content(2));
        assertThat(fetched()).containsExactly(MODEL, MODEL);
    }

    @Test
    void a_kept_file_that_a_disk_has_spoilt_is_fetched_again() throws IOException {
        downloaded(MODEL);
        byte[] spoilt = content(1);
        spoilt[5]++;
        Files.write(kept().get(0), spoilt);
        assertThat(downloaded(MODEL)).isEqualTo(content(1));
        assertThat(fetched()).hasSize(2);
        assertThat(downloaded(MODEL)).isEqualTo(content(1));
        assertThat(fetched()).hasSize(2);
    }

    @Test
    void beyond_the_limit_what_was_read_longest_ago_goes() throws IOException {
        for (int i = 2; i <= 4; i++) {
            store.create("models/" + i, content(i));
            downloaded("models/" + i);
        }
        assertThat(kept()).hasSize(2);
        downloaded("models/4");
        assertThat(fetched()).containsExactly("models/2", "models/3", "models/4");
        downloaded("models/2");
        assertThat(fetched()).hasSize(4);
    }

    @Test
    void what_tasks_do_not_share_and_what_is_larger_than_the_cache_is_not_kept() throws IOException {
        store.create("7/results/x.zip", content(1));
        store.create("models/huge", new byte[(int) LIMIT + 1]);
        downloaded("7/results/x.zip");
        assertThat(downloaded("models/huge")).hasSize((int) LIMIT + 1);
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void a_cache_that_cannot_be_written_costs_no_download() throws IOException {
        Files.writeString(folder.resolve("cache"), "in the way", StandardCharsets.UTF_8);
        assertThat(downloaded(MODEL)).isEqualTo(content(1));
    }

    @Test
    void what_is_gone_is_told_as_gone() throws IOException {
        downloaded(MODEL);
        store.remove(MODEL, store.find(MODEL).orElseThrow().version());
        assertThatThrownBy(() -> downloaded(MODEL)).isInstanceOf(ObjectMissing.class);
    }
}
