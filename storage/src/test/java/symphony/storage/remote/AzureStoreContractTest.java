package symphony.storage.remote;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import symphony.contracts.ArtifactStoreContract;
import symphony.core.store.ArtifactStore;

/** Each test has a prefix of its own in one container; small sizes, so that files go in parts. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AzureStoreContractTest extends ArtifactStoreContract {
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
    protected boolean removes() {
        return true;
    }

    @Override
    protected ArtifactStore openEmpty() {
        return server.store("test " + UUID.randomUUID(), Azurite.SMALL);
    }
}
