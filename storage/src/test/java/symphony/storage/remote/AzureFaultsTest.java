package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import symphony.core.store.ArtifactStore;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AzureFaultsTest extends FaultyNetworkContract {
    private static Azurite server;

    @BeforeAll
    static void start() {
        server = Azurite.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    int server() {
        return server.port();
    }

    @Override
    ArtifactStore through(int port, String prefix) {
        return Azurite.through(port, prefix, S3Server.SMALL);
    }

    @Test
    void a_wrong_container_and_a_wrong_key_are_named_with_their_remedy_and_no_secret() {
        String wrongKey = "cGxhbnRlZC1zZWNyZXQtN1F4";
        try (ArtifactStore wrong = Azurite.store(server.port(), "no-such-container", "", wrongKey, Azurite.SMALL)) {
            assertThatThrownBy(() -> wrong.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining(wrongKey);
        }
        try (ArtifactStore wrong = Azurite.store(server.port(), "no-such-container", "", Azurite.KEY, Azurite.SMALL)) {
            assertThatThrownBy(() -> wrong.find("k"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("there is no container no-such-container");
        }
    }

    @Test
    void a_container_of_no_account_is_refused_before_anything_is_asked() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new AzureSettings("vines", "", Optional.empty(), Optional.empty(), Duration.ofSeconds(1)))
                .withMessageContaining("storage.endpoint")
                .withMessageContaining("AZURE_STORAGE_CONNECTION_STRING");
    }
}
