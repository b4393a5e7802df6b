package symphony.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

class LocalStoreTest {
    @TempDir
    Path files;

    private Path root;
    private LocalStore store;

    @BeforeEach
    void open() {
        root = files.resolve("a store");
        store = new LocalStore(root);
    }

    @Test
    void a_folder_that_is_not_there_is_an_empty_store_until_something_is_created() throws IOException {
        assertThat(store.list("")).isEmpty();
        assertThat(store.folders("")).isEmpty();
        assertThat(store.find("k")).isEmpty();
        assertThat(root).doesNotExist();
    }

    @Test
    void an_object_is_a_plain_file_and_a_file_put_there_by_hand_is_an_object() throws IOException {
        store.create("oak/a.zip", bytes("grapes"));
        assertThat(root.resolve("oak/a.zip")).hasBinaryContent(bytes("grapes"));
        Files.write(root.resolve("oak/b.zip"), bytes("by hand"));
        assertThat(keys("oak/")).containsExactly("oak/a.zip", "oak/b.zip");
    }

    @Test
    void the_stores_own_folder_is_neither_listed_nor_reached() throws IOException {
        store.create("k", bytes("x"));
        Files.write(root.resolve(".symphony-tmp/left.part"), bytes("half"));
        assertThat(keys("")).containsExactly("k");
        assertThat(keys(".symphony-tmp/")).isEmpty();
        assertThat(keys(".sym")).isEmpty();
        assertThat(store.folders("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.find(".symphony-tmp/left.part"));
    }

    @Test
    void nothing_is_left_over_by_publications_that_end() throws IOException {
        store.create("k", bytes("x"));
        store.create("k", bytes("y"));
        store.replace("k", bytes("z"), store.find("k").orElseThrow().version());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.create("l", files.resolve("no such file")));
        try (Stream<Path> left = Files.list(root.resolve(".symphony-tmp"))) {
            assertThat(left).extracting(p -> p.getFileName().toString()).containsExactly("lock");
        }
        assertThat(keys("")).containsExactly("k");
    }

    @Test
    void what_dead_processes_left_is_removed_when_it_is_older_than_a_day() throws IOException {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        Path hidden = Files.createDirectories(root.resolve(".symphony-tmp"));
        Path old = aged(hidden.resolve("old.part"), now.minus(Duration.ofHours(25)));
        Path young = aged(hidden.resolve("young.part"), now.minus(Duration.ofHours(23)));

        new LocalStore(root, Clock.fixed(now, ZoneOffset.UTC)).create("k", bytes("x"));

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void links_are_followed_when_reading_and_never_out_of_the_store_when_writing() throws IOException {
        Path outside = Files.createDirectories(files.resolve("outside"));
        Files.write(outside.resolve("a.zip"), bytes("far"));
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("oak"), outside);

        assertThat(keys("oak/")).containsExactly("oak/a.zip");
        assertThat(store.read("oak/a.zip", 0, 10)).isEqualTo(bytes("far"));
        for (String key : List.of("oak/b.zip", "oak/deeper/b.zip")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.create(key, bytes("x")))
                    .withMessageContaining("symbolic link");
        }
        String version = store.find("oak/a.zip").orElseThrow().version();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.replace("oak/a.zip", bytes("x"), version));
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).containsExactly(outside.resolve("a.zip"));
        }
    }

    @Test
    void a_link_inside_the_store_may_be_written_through() throws IOException {
        store.create("oak/a", bytes("x"));
        Files.createSymbolicLink(root.resolve("alias"), root.resolve("oak"));
        assertThat(store.create("alias/b", bytes("y"))).isEqualTo(Publication.CREATED);
        assertThat(root.resolve("oak/b")).hasBinaryContent(bytes("y"));
    }

    @Test
    void a_store_that_is_itself_a_link_is_a_store() throws IOException {
        Path real = Files.createDirectories(files.resolve("real"));
        Path link = Files.createSymbolicLink(files.resolve("link"), real);
        new LocalStore(link).create("oak/a", bytes("x"));
        assertThat(real.resolve("oak/a")).exists();
    }

    @Test
    void a_folder_of_many_files_is_told_once_whole_with_what_lies_deeper() throws IOException {
        Path many = Files.createDirectories(root.resolve("oak/many"));
        Path deeper = Files.createDirectories(many.resolve("deeper"));
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            Files.write((i % 100 == 0 ? deeper : many).resolve("f" + i), new byte[i % 7]);
            expected.put("oak/many/" + (i % 100 == 0 ? "deeper/" : "") + "f" + i, (long) (i % 7));
        }
        Files.createSymbolicLink(many.resolve("link"), deeper);
        for (int i = 0; i < 5000; i += 100) {
            expected.put("oak/many/link/f" + i, (long) (i % 7));
        }
        Map<String, Long> told = new TreeMap<>();
        store.sizes("oak/many/", (key, size) -> assertThat(told.put(key, size)).isNull());
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void a_folder_that_may_not_be_read_is_named_and_nothing_is_told_instead() throws IOException {
        Path closed = Files.createDirectories(root.resolve("oak/closed"));
        Files.write(closed.resolve("f"), new byte[1]);
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed));
        assertThatIOException()
                .isThrownBy(() -> store.sizes("oak/closed/", (key, size) -> {}))
                .withMessageContaining("permission denied");
        assertThatIOException()
                .isThrownBy(() -> store.names("oak/closed/", key -> {}))
                .withMessageContaining("closed");
    }

    @Test
    void links_in_a_circle_do_not_hold_a_listing_up() throws IOException {
        store.create("oak/a", bytes("x"));
        Files.createSymbolicLink(root.resolve("oak/again"), root.resolve("oak"));
        Files.createSymbolicLink(root.resolve("oak/broken"), root.resolve("nowhere"));
        assertThat(keys("")).containsExactly("oak/a");
    }

    @Test
    void a_file_in_the_way_of_a_folder_is_said() throws IOException {
        store.create("oak", bytes("x"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.create("oak/a.zip", bytes("y")))
                .withMessageContaining("cannot publish oak/a.zip")
                .withMessageContaining("is a file");
    }

    @Test
    void a_root_that_is_a_file_is_said() throws IOException {
        Files.write(root, bytes("x"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.create("k", bytes("y")))
                .withMessageContaining(root.toString());
    }

    @Test
    void two_stores_over_one_folder_agree_on_one_winner() throws Exception {
        store.create("k", bytes("0"));
        List<LocalStore> stores =
                IntStream.range(0, 8).mapToObj(i -> new LocalStore(root)).toList();
        String seen = store.find("k").orElseThrow().version();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CyclicBarrier start = new CyclicBarrier(8);
            List<Future<Boolean>> running = threads.invokeAll(stores.stream()
                    .<Callable<Boolean>>map(s -> () -> {
                        start.await();
                        return s.replace("k", bytes("1"), seen);
                    })
                    .toList());
            int won = 0;
            for (Future<Boolean> one : running) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Path aged(Path file, Instant time) throws IOException {
        Files.write(file, bytes("half"));
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private List<String> keys(String prefix) throws IOException {
        return store.list(prefix).stream().map(StoredObject::key).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
