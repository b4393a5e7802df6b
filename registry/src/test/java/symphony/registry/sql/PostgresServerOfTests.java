package symphony.registry.sql;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import symphony.servers.PostgresProcess;

/** A real PostgreSQL server in a process of its own, with fresh databases. */
final class PostgresServerOfTests implements AutoCloseable {
    private final PostgresProcess server;
    private final AtomicInteger databases = new AtomicInteger();

    /** Starts it; where there is no binary for this machine, the test that calls is skipped. */
    PostgresServerOfTests() {
        Assumptions.assumeTrue(
                PostgresProcess.isAvailable(), "no PostgreSQL server for this machine: its tests are skipped");
        server = new PostgresProcess();
    }

    /** The URL of a database with nothing in it. */
    String empty() {
        return server.database("registry_" + databases.incrementAndGet());
    }

    String url(String database) {
        return server.url(database);
    }

    int port() {
        return server.port();
    }

    void execute(String statement) {
        server.execute(statement);
    }

    @Override
    public void close() {
        server.close();
    }
}
