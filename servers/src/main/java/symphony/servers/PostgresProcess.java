package symphony.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server in a process of its own, that trusts whoever comes. */
public final class PostgresProcess implements AutoCloseable {
    private final EmbeddedPostgres server;

    public PostgresProcess() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException("the PostgreSQL server", e);
        }
    }

    /** Whether there is a server program for this machine. */
    public static boolean isAvailable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** The URL of a database with nothing in it. */
    public String database(String name) {
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    public String url(String database) {
        return "postgresql://postgres@localhost:" + port() + "/" + database;
    }

    public int port() {
        return server.getPort();
    }

    public void execute(String statement) {
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
            throw new UncheckedIOException(e);
        }
    }
}
