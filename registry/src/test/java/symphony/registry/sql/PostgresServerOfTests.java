package symphony.registry.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server in a process of its own. */
final class PostgresServerOfTests implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    /** Starts it; where there is no binary for this machine, the test that calls is skipped. */
    PostgresServerOfTests() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(
                machine.equals("Linux amd64"), "no PostgreSQL server for " + machine + ": its tests are skipped");
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new IllegalStateException("the PostgreSQL server of the test", e);
        }
    }

    /** The URL of a database with nothing in it. */
    String empty() {
        String name = "registry_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    String url(String database) {
        return "postgresql://postgres@localhost:" + server.getPort() + "/" + database;
    }

    int port() {
        return server.getPort();
    }

    void execute(String statement) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
