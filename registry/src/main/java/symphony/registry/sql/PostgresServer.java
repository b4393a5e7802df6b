package symphony.registry.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import symphony.core.registry.RegistryUnavailable;

/**
 * A database on a PostgreSQL server, {@code postgresql://[user[:password]@]host[:port]/database[?sslmode=verify-full&…]};
 * the parameters are those of the PostgreSQL JDBC driver. The password may come from {@code PGPASSWORD} instead.
 */
final class PostgresServer implements Database {
    private static final int DEFAULT_PORT = 5432;
    /** Any number that is ours; all that save use the same. */
    private static final long LOCK = 0x53796d70686f6e79L;
    /** A command asks a few things one after the other; a server has some hundred connections for all machines. */
    private static final int CONNECTIONS = 4;

    private static final String ENCODE = "characters such as @ and / in a password are written %40 and %2F";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String where;
    private final HikariDataSource pool;

    private PostgresServer(String where, HikariDataSource pool) {
        this.where = where;
        this.pool = pool;
    }

    static boolean isFor(String url) {
        return url.startsWith("postgresql://") || url.startsWith("postgres://");
    }

    /** @throws RegistryUnavailable where the first connection cannot be made */
    static PostgresServer of(String url, Map<String, String> environment) {
        URI uri = parsed(url);
        String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (uri.getHost() == null || database.isEmpty()) {
            // not the URL itself: a password with a slash in it stands where the database does
            throw new RegistryUnavailable(
                    "the registry's URL names no host and database: write" + " postgresql://host/database; " + ENCODE);
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String where = "postgresql://" + uri.getHost() + ":" + port + "/" + database;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:" + where + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        String[] user = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        config.setUsername(
                user.length > 0
                        ? decoded(user[0])
                        : environment.getOrDefault("PGUSER", System.getProperty("user.name")));
        config.setPassword(user.length > 1 ? decoded(user[1]) : environment.getOrDefault("PGPASSWORD", ""));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "symphony");
        config.addDataSourceProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        config.addDataSourceProperty("socketTimeout", "60");
        config.setPoolName("registry");
        tryOnce(config, where);
        return new PostgresServer(where, new HikariDataSource(config));
    }

    /** The pool would go on trying a wrong password until its patience ends, and hide the reason. */
    private static void tryOnce(HikariConfig config, String where) {
        Properties properties = new Properties();
        properties.putAll(config.getDataSourceProperties());
        properties.setProperty("user", config.getUsername());
        properties.setProperty("password", config.getPassword());
        try (Connection connection = DriverManager.getConnection(config.getJdbcUrl(), properties)) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw unavailable(where, "opened", e);
        }
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // its text would repeat the password
            throw new RegistryUnavailable("the registry's URL cannot be read: " + e.getReason() + "; " + ENCODE);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Those that come together wait for each other in the migration itself. */
    @Override
    public int migrationTries() {
        return 1;
    }

    @Override
    public DataSource forMigration() {
        return pool;
    }

    @Override
    public DataSource forReading() {
        return pool;
    }

    @Override
    public Jdbi reading() {
        return Jdbi.create(pool);
    }

    @Override
    public Jdbi writing() {
        return Jdbi.create(pool);
    }

    @Override
    public void lock(Handle handle) {
        handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:key)) AS held")
                .bind("key", LOCK)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public RegistryUnavailable unavailable(String done, Throwable e) {
        return unavailable(where, done, e);
    }

    private static RegistryUnavailable unavailable(String where, String done, Throwable e) {
        return new RegistryUnavailable("the registry " + where + " cannot be " + done + ": " + reason(e), e);
    }

    private static String reason(Throwable e) {
        String said = String.valueOf(e.getMessage());
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException fault && fault.getMessage() != null) {
                String state = fault.getSQLState() == null ? "" : fault.getSQLState();
                if (state.startsWith("28")) {
                    return "user or password is wrong, or this machine may not connect; mend registry.url or PGPASSWORD";
                }
                if (state.equals("3D000")) {
                    return "there is no such database; make it, or mend registry.url";
                }
                if (state.equals("42501")) {
                    return "no permission: " + fault.getMessage();
                }
                if (state.startsWith("08")) {
                    return "the server does not answer: " + fault.getMessage();
                }
                said = fault.getMessage();
            }
        }
        return said;
    }

    @Override
    public String describe() {
        return where;
    }

    @Override
    public void close() {
        pool.close();
    }
}
