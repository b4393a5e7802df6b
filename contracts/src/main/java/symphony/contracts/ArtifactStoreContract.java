package symphony.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** What every {@link ArtifactStore} holds. An implementation's test inherits it and opens an empty store. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields before each test
public abstract class ArtifactStoreContract {
    @TempDir
    protected Path files;

    protected ArtifactStore store;

    /** Whether it can remove; a store that cannot, says so. */
    protected boolean removes() {
        return false;
    }

    /** A store with nothing in it. */
    protected abstract ArtifactStore openEmpty() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = openEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_created_is_found_listed_and_read() throws IOException {
        assertThat(store.create("oak/a.zip", bytes("grapes"))).isEqualTo(Publication.CREATED);

        StoredObject found = store.find("oak/a.zip").orElseThrow();
        assertThat(found.key()).isEqualTo("oak/a.zip");
        assertThat(found.size()).isEqualTo(6);
        assertThat(store.list("oak/")).containsExactly(found);
        try (InputStream in = store.open("oak/a.zip")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("grapes"));
        }
    }

    @Test
    void a_file_is_created_whole_and_left_where_it_was() throws IOException {
        byte[] content = new byte[300_000];
        new Random(5).nextBytes(content);
        Path source = Files.write(files.resolve("source"), content);

        assertThat(store.create("k", source)).isEqualTo(Publication.CREATED);

        assertThat(store.read("k", 0, content.length)).isEqualTo(content);
        assertThat(source).hasBinaryContent(content);
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
        store.create("empty", new byte[0]);
        assertThat(store.find("empty").orElseThrow().size()).isZero();
        assertThat(store.read("empty", 0, 10)).isEmpty();
    }

    @Test
    void what_exists_is_never_replaced_by_a_creation() throws IOException {
        store.create("k", bytes("first"));
        StoredObject before = store.find("k").orElseThrow();

        assertThat(store.create("k", bytes("second"))).isEqualTo(Publication.EXISTS);

        assertThat(store.find("k")).contains(before);
        assertThat(store.read("k", 0, 100)).isEqualTo(bytes("first"));
    }

    @Test
    void of_sixteen_that_create_one_key_one_wins_and_its_content_stands() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = "race/" + round;
            List<Publication> answers =
                    together(16, writer -> () -> store.create(key, bytes("content of " + (char) ('a' + writer))));

            assertThat(answers).containsOnlyOnce(Publication.CREATED);
            char winner = (char) ('a' + answers.indexOf(Publication.CREATED));
            assertThat(store.read(key, 0, 100)).isEqualTo(bytes("content of " + winner));
        }
    }

    @Test
    void only_the_version_that_was_seen_is_replaced() throws IOException {
        store.create("k", bytes("one"));
        String seen = store.find("k").orElseThrow().version();

        assertThat(store.replace("k", bytes("two"), seen)).isTrue();
        assertThat(store.replace("k", bytes("three"), seen)).isFalse();

        assertThat(store.read("k", 0, 100)).isEqualTo(bytes("two"));
        assertThat(store.find("k").orElseThrow().version()).isNotEqualTo(seen);
    }

    @Test
    void a_file_replaces_too() throws IOException {
        store.create("k", bytes("one"));
        Path source = Files.write(files.resolve("source"), bytes("from a file"));
        assertThat(store.replace("k", source, store.find("k").orElseThrow().version()))
                .isTrue();
        assertThat(store.read("k", 0, 100)).isEqualTo(bytes("from a file"));
    }

    @Test
    void only_the_version_that_was_seen_is_removed() throws IOException {
        assumeTrue(removes());
        store.create("k", bytes("one"));
        String seen = store.find("k").orElseThrow().version();
        store.replace("k", bytes("two"), seen);

        assertThat(store.remove("k", seen)).isFalse();
        assertThat(store.read("k", 0, 100)).isEqualTo(bytes("two"));
        assertThat(store.remove("k", store.find("k").orElseThrow().version())).isTrue();
        assertThat(store.find("k")).isEmpty();
        assertThat(store.remove("k", seen)).isFalse();
    }

    @Test
    void what_is_not_there_is_not_replaced() throws IOException {
        assertThat(store.replace("k", bytes("one"), "any")).isFalse();
        assertThat(store.find("k")).isEmpty();
    }

    @Test
    protected void of_sixteen_that_replace_one_version_one_wins() throws Exception {
        store.create("k", bytes("0"));
        for (int round = 0; round < 5; round++) {
            String seen = store.find("k").orElseThrow().version();
            // of one length, so that no store can tell the versions by their sizes
            List<Boolean> answers =
                    together(16, writer -> () -> store.replace("k", bytes("" + (char) ('a' + writer)), seen));

            assertThat(answers).containsOnlyOnce(true);
            char winner = (char) ('a' + answers.indexOf(true));
            assertThat(store.read("k", 0, 100)).isEqualTo(bytes("" + winner));
        }
    }

    @Test
    void a_listing_shows_what_starts_with_the_prefix_and_nothing_else() throws IOException {
        for (String key : List.of("a/b/1", "a/b/2", "a/bc", "a/c/1", "ab", "b/a/b/1")) {
            store.create(key, bytes(key));
        }
        assertThat(keys("")).containsExactly("a/b/1", "a/b/2", "a/bc", "a/c/1", "ab", "b/a/b/1");
        assertThat(keys("a/b/")).containsExactly("a/b/1", "a/b/2");
        assertThat(keys("a/b")).containsExactly("a/b/1", "a/b/2", "a/bc");
        assertThat(keys("a")).containsExactly("a/b/1", "a/b/2", "a/bc", "a/c/1", "ab");
        assertThat(keys("a/b/1")).containsExactly("a/b/1");
        assertThat(keys("c/")).isEmpty();
        assertThat(keys("a/b/1/")).isEmpty();
    }

    @Test
    void sizes_and_names_tell_what_a_listing_tells() throws IOException {
        for (String key : List.of("a/b/1", "a/b/22", "a/bc", "a/c/d/1", "ab")) {
            store.create(key, bytes(key));
        }
        for (String prefix : List.of("", "a", "a/", "a/b", "a/b/", "a/b/2", "none/", "a/bc/")) {
            Map<String, Long> sizes = new TreeMap<>();
            store.sizes(prefix, (key, size) -> assertThat(sizes.put(key, size)).isNull());
            List<String> names = new ArrayList<>();
            store.names(prefix, names::add);
            Map<String, Long> listed = new TreeMap<>();
            store.list(prefix).forEach(o -> listed.put(o.key(), o.size()));
            assertThat(sizes).isEqualTo(listed);
            assertThat(names).containsExactlyInAnyOrderElementsOf(listed.keySet());
        }
    }

    @Test
    void folders_are_the_names_of_the_next_step() throws IOException {
        for (String key : List.of("oak/s2/x", "oak/s1/x", "oak/s1/deeper/x", "oak/file", "elm/s1/x", "top")) {
            store.create(key, bytes(key));
        }
        assertThat(store.folders("")).containsExactly("elm", "oak");
        assertThat(store.folders("oak/")).containsExactly("s1", "s2");
        assertThat(store.folders("oak/s2/")).isEmpty();
        assertThat(store.folders("none/")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.folders("oak"));
    }

    @Test
    void a_range_is_read_from_the_front_or_from_the_end() throws IOException {
        store.create("k", bytes("0123456789"));
        assertThat(store.read("k", 2, 3)).isEqualTo(bytes("234"));
        assertThat(store.read("k", 8, 5)).isEqualTo(bytes("89"));
        assertThat(store.read("k", 20, 5)).isEmpty();
        assertThat(store.read("k", -4, 2)).isEqualTo(bytes("67"));
        assertThat(store.read("k", -4, 10)).isEqualTo(bytes("6789"));
        assertThat(store.read("k", -40, 10)).isEqualTo(bytes("0123456789"));
        assertThat(store.read("k", 3, 0)).isEmpty();
    }

    @Test
    void what_is_missing_is_said_to_be_missing() throws IOException {
        store.create("oak/file", bytes("x"));
        for (String key : missingBeside("oak/file")) {
            assertThat(store.find(key)).isEmpty();
            assertThatExceptionOfType(ObjectMissing.class)
                    .isThrownBy(() -> store.open(key))
                    .satisfies(e -> assertThat(e.key()).isEqualTo(key));
            assertThatExceptionOfType(ObjectMissing.class).isThrownBy(() -> store.read(key, 0, 1));
            assertThatExceptionOfType(ObjectMissing.class)
                    .isThrownBy(() -> store.download(key, files.resolve("download")));
        }
        assertThat(files.resolve("download")).doesNotExist();
    }

    @Test
    void a_download_is_a_copy_that_may_be_written_to() throws IOException {
        store.create("k", bytes("kept"));
        Path target = files.resolve("deeper/copy");

        store.download("k", target);
        Files.write(target, bytes("spoilt"));

        assertThat(store.read("k", 0, 100)).isEqualTo(bytes("kept"));
    }

    @Test
    void a_download_replaces_no_file() throws IOException {
        store.create("k", bytes("new"));
        Path target = Files.write(files.resolve("taken"), bytes("old"));
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store.download("k", target));
        assertThat(target).hasBinaryContent(bytes("old"));
    }

    @Test
    void keys_may_hold_blanks_and_any_script() throws IOException {
        List<String> odd = List.of("oak/a b/c+d%20~1.json", "oak/ö/日本.csv", "oak/.symphony/records/x~0~1.json");
        for (String key : odd) {
            assertThat(store.create(key, bytes(key))).isEqualTo(Publication.CREATED);
            assertThat(store.read(key, 0, 1000)).isEqualTo(bytes(key));
        }
        assertThat(keys("oak/")).containsExactlyInAnyOrderElementsOf(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\\b", "a\0b"})
    void a_key_that_climbs_out_or_has_empty_steps_is_refused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.find(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.open(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(key, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.create(key, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> store.replace(key, new byte[1], "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.download(key, files.resolve("t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc/", "../", "a/../", "a//", "a\\"})
    void a_prefix_that_climbs_out_is_refused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.list(prefix));
        assertThatIllegalArgumentException().isThrownBy(() -> store.folders(prefix));
    }

    /** Keys under which nothing lies, where the given one is all there is. */
    protected List<String> missingBeside(String key) {
        return List.of("none", key.substring(0, key.indexOf('/')), key + "/below", "none/at/all");
    }

    private List<String> keys(String prefix) throws IOException {
        return store.list(prefix).stream().map(StoredObject::key).toList();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** What one of several that set out together does. */
    protected interface Contender<T> {
        Callable<T> numbered(int number);
    }

    /** Runs the contenders at one moment and returns their answers in their order. */
    protected static <T> List<T> together(int count, Contender<T> contender)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Callable<T> action = contender.numbered(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
