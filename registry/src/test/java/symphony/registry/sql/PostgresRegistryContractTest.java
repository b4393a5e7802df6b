package symphony.registry.sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import symphony.contracts.RegistryContract;
import symphony.core.registry.Registry;

@SuppressWarnings("NullAway.Init") // JUnit sets the field
class PostgresRegistryContractTest extends RegistryContract {
    private static PostgresServerOfTests server;

    @BeforeAll
    static void start() {
        server = new PostgresServerOfTests();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Registry openEmpty() {
        return SqlRegistry.open(server.empty(), files);
    }
}
