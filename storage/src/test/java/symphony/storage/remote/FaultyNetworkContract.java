package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.storage.remote.FaultyLink.Fault;

/** What a bad network does to a store behind one; nothing is torn, nothing lost, no byte wrong. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields before each test
abstract class FaultyNetworkContract {
    private static final byte[] CONTENT = random(2 << 20);
    private static final byte[] LARGE = random(12 << 20);

    @TempDir
    Path folder;

    private FaultyLink link;
    private ArtifactStore store;

    /** The port of a server with an empty store; it stands for all tests of the class. */
    abstract int server();

    /** The store, reached through another port. */
    abstract ArtifactStore through(int port, String prefix);

    @BeforeEach
    void open() throws IOException {
        link = new FaultyLink(server());
        store = through(link.port(), "test " + UUID.randomUUID());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        link.close();
    }

    @Test
    void large_content_goes_and_comes_in_parts() throws IOException {
        Path source = Files.write(folder.resolve("large"), LARGE);
        assertThat(store.create("k", source)).isEqualTo(Publication.CREATED);
        assertThat(store.create("k", source)).isEqualTo(Publication.EXISTS);
        store.download("k", folder.resolve("copy"));
        assertThat(folder.resolve("copy")).hasBinaryContent(LARGE);
        String seen = store.find("k").orElseThrow().version();
        assertThat(store.replace("k", source, seen)).isTrue();
        assertThat(store.replace("k", source, "\"another\"")).isFalse();
    }

    @Test
    void a_body_that_is_cut_is_read_on_from_where_it_broke() throws IOException {
        store.create("k", CONTENT);
        link.fail(Fault.CUT_ANSWER, 500_000, 3);
        try (InputStream in = store.open("k")) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(link.happened()).isEqualTo(3);
    }

    @Test
    void a_download_over_a_link_that_cuts_is_whole() throws IOException {
        Path source = Files.write(folder.resolve("large"), LARGE);
        store.create("k", source);
        link.fail(Fault.CUT_ANSWER, 1_500_000, 4);
        store.download("k", folder.resolve("copy"));
        assertThat(folder.resolve("copy")).hasBinaryContent(LARGE);
        assertThat(link.happened()).isEqualTo(4);
    }

    @Test
    void a_body_that_stalls_is_given_up_and_read_on() throws IOException {
        store.create("k", CONTENT);
        link.fail(Fault.STALL, 300_000, 1);
        try (InputStream in = store.open("k")) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(link.happened()).isEqualTo(1);
    }

    @Test
    void a_creation_whose_answer_is_lost_is_known_to_be_ours() throws IOException {
        store.create("other", CONTENT);
        link.fail(Fault.LOSE_ANSWER, 0, 1);
        assertThat(store.create("k", CONTENT)).isEqualTo(Publication.CREATED);
        assertThat(link.happened()).isEqualTo(1);
        assertThat(store.read("k", 0, CONTENT.length)).isEqualTo(CONTENT);
    }

    @Test
    void a_replacement_whose_answer_is_lost_is_known_to_be_ours() throws IOException {
        store.create("k", CONTENT);
        String seen = store.find("k").orElseThrow().version();
        link.fail(Fault.LOSE_ANSWER, 0, 1);
        assertThat(store.replace("k", "new".getBytes(StandardCharsets.UTF_8), seen))
                .isTrue();
        assertThat(link.happened()).isEqualTo(1);
    }

    @Test
    void a_removal_over_a_link_that_loses_an_answer_is_done() throws IOException {
        store.create("k", CONTENT);
        String seen = store.find("k").orElseThrow().version();
        link.fail(Fault.LOSE_ANSWER, 0, 1);
        assertThat(store.remove("k", seen)).isTrue();
        assertThat(store.find("k")).isEmpty();
        assertThat(link.happened()).isEqualTo(1);
    }

    @Test
    void a_request_that_is_cut_leaves_no_torn_object() throws IOException {
        link.fail(Fault.CUT_REQUEST, 500_000, 2);
        assertThat(store.create("k", CONTENT)).isEqualTo(Publication.CREATED);
        assertThat(link.happened()).isEqualTo(2);
        assertThat(store.read("k", 0, CONTENT.length)).isEqualTo(CONTENT);
    }

    @Test
    void parts_over_a_link_that_cuts_become_one_whole_object() throws IOException {
        Path source = Files.write(folder.resolve("large"), LARGE);
        link.fail(Fault.CUT_REQUEST, 3_000_000, 3);
        assertThat(store.create("k", source)).isEqualTo(Publication.CREATED);
        assertThat(link.happened()).isEqualTo(3);
        store.download("k", folder.resolve("copy"));
        assertThat(folder.resolve("copy")).hasBinaryContent(LARGE);
    }

    @Test
    void a_byte_that_changed_on_its_way_here_is_seen_and_nothing_is_kept() throws IOException {
        Path source = Files.write(folder.resolve("large"), LARGE);
        store.create("k", source);
        link.fail(Fault.SPOIL_ANSWER, 1_500_000, 1);
        assertThatThrownBy(() -> store.download("k", folder.resolve("copy")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checksum");
        assertThat(folder.resolve("copy")).doesNotExist();
        link.fail(Fault.SPOIL_ANSWER, 1_500_000, 1);
        try (InputStream in = store.open("k")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("checksum");
        }
        assertThat(link.happened()).isEqualTo(2);
        store.download("k", folder.resolve("copy"));
        assertThat(folder.resolve("copy")).hasBinaryContent(LARGE);
    }

    @Test
    void a_byte_that_changed_on_its_way_there_is_not_published_in_one_request_nor_in_parts() throws IOException {
        Path source = Files.write(folder.resolve("large"), LARGE);
        byte[] small = random(60_000);
        link.fail(Fault.SPOIL_REQUEST, 30_000, 1);
        refusedOrRight("small", small, () -> store.create("small", small));
        link.fail(Fault.SPOIL_REQUEST, 30_000, 1);
        refusedOrRight("large", LARGE, () -> store.create("large", source));
        assertThat(link.happened()).isEqualTo(2);
    }

    private interface Creation {
        void run() throws IOException;
    }

    /** A library sends again what a service refuses, or gives up: by what the byte was, and of which service. */
    private void refusedOrRight(String key, byte[] content, Creation creation) throws IOException {
        try {
            creation.run();
        } catch (IOException refused) {
            assertThat(store.find(key)).isEmpty();
            return;
        }
        assertThat(store.read(key, 0, content.length)).isEqualTo(content);
    }

    @Test
    void a_server_that_is_away_is_a_fault_that_names_it() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (ArtifactStore away = through(nobody, "")) {
            assertThatThrownBy(() -> away.find("k"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + nobody)
                    .hasMessageContaining("k");
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
