package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class S3FaultsTest extends FaultyNetworkContract {
    @TempDir
    static Path served;

    private static S3Server server;

    @BeforeAll
    static void start() {
        server = new S3Server(served);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    int server() {
        return server.port();
    }

    @Override
    ArtifactStore through(int port, String prefix) {
        return S3Server.through(port, prefix, S3Server.SMALL);
    }

    @Test
    void a_wrong_bucket_and_a_wrong_secret_are_named_with_their_remedy_and_no_secret() {
        try (ArtifactStore wrong = S3Server.store(server.port(), "no-such-bucket", "", "x", S3Server.SMALL)) {
            assertThatThrownBy(() -> wrong.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
        }
        try (ArtifactStore wrong =
                S3Server.store(server.port(), "no-such-bucket", "", "planted-secret-7Qx", S3Server.SMALL)) {
            assertThatThrownBy(() -> wrong.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("there is no bucket no-such-bucket")
                    .hasMessageNotContaining("planted");
        }
    }

    @Test
    void a_file_of_which_the_server_tells_no_version_is_replaced_only_once_it_has_gone() throws IOException {
        Path laid = Files.writeString(served.resolve("vines/by-hand"), "torn");
        byte[] whole = {1, 2, 3};
        try (ArtifactStore store = server.store("", S3Server.SMALL)) {
            String seen = store.find("by-hand").orElseThrow().version();
            assertThatThrownBy(() -> store.replace("by-hand", whole, seen))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no version (ETag)")
                    .hasMessageContaining("delete it by the service's own tools");
            assertThatThrownBy(() -> store.remove("by-hand", seen)).hasMessageContaining("no version (ETag)");
            assertThat(laid).hasContent("torn");

            Files.delete(laid);
            assertThat(store.replace("by-hand", whole, seen)).isFalse();
            assertThat(store.create("by-hand", whole)).isEqualTo(Publication.CREATED);
        }
    }
}
