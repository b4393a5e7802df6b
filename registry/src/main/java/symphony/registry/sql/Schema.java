package symphony.registry.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import symphony.core.registry.RegistryUnavailable;

/**
 * The tables and their versions: one file a version, {@code V1__….sql} and so on, never altered once released. Flyway
 * applies them; whether there is anything to apply is asked by one query first, since Flyway takes longer to start than
 * most commands take to run.
 */
final class Schema {
    /** The newest of the files. */
    static final String NEWEST = "1";

    static final String FILES = "symphony/registry/sql";
    private static final String HISTORY = "flyway_schema_history";
    private static final int PAUSE_MS = 100;

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    void bringUpToDate() {
        database.obstacle().ifPresent(why -> {
            throw new RegistryUnavailable("the registry " + database.describe() + " cannot be made: " + why);
        });
        for (int attempt = 1; !isUpToDate(); attempt++) {
            try {
                migrate();
            } catch (FlywayException e) {
                // two that make a registry at one moment get into each other's way, and the other's work is as good
                if (attempt >= database.migrationTries() || !holdsOurs()) {
                    throw failed(e);
                }
                pause();
            }
        }
    }

    private boolean isUpToDate() {
        Optional<MigrationVersion> found = version();
        if (found.isEmpty()) {
            return false;
        }
        int compared = found.get().compareTo(MigrationVersion.fromVersion(NEWEST));
        if (compared > 0) {
            throw new RegistryUnavailable(
                    "the registry " + database.describe() + " was written by a newer Symphony (version " + found.get()
                            + " of its tables, this one knows " + NEWEST + "): update Symphony");
        }
        return compared == 0;
    }

    private Optional<MigrationVersion> version() {
        try (Connection connection = database.forReading().getConnection();
                Statement statement = connection.createStatement()) {
            if (!has(connection, HISTORY)) {
                return Optional.empty();
            }
            try (ResultSet newest = statement.executeQuery("SELECT version FROM " + HISTORY
                    + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")) {
                return newest.next()
                        ? Optional.of(MigrationVersion.fromVersion(newest.getString(1)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw database.unavailable("opened", e);
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database.forMigration())
                .locations("classpath:" + FILES)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** Whether the file is empty as yet or has our history of versions; otherwise trying again cannot help. */
    private boolean holdsOurs() {
        try (Connection connection = database.forReading().getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            return !tables.next() || has(connection, HISTORY);
        } catch (SQLException e) {
            throw database.unavailable("opened", e);
        }
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, null, table, null)) {
            return found.next();
        }
    }

    private RegistryUnavailable failed(FlywayException e) {
        return holdsOurs()
                ? database.unavailable("brought up to date", e)
                : new RegistryUnavailable(
                        "the registry " + database.describe()
                                + " is a database of something else: it holds tables that are"
                                + " not Symphony's; name another in symphony.yaml",
                        e);
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw database.unavailable("opened", e);
        }
    }
}
