package symphony.registry.sql;

import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Registry;
import symphony.core.registry.RegistryMerge;
import symphony.core.registry.RegistryUnavailable;
import symphony.core.registry.Scan;

/**
 * The registry in a SQL database. Many processes may use one; a save is one transaction. Nothing is
 * kept between calls but connections, so there is nothing to lose when a process dies.
 */
public final class SqlRegistry implements Registry {
    /** The version of its tables. */
    public static final String TABLES = Schema.NEWEST;

    private final Database database;

    private SqlRegistry(Database database) {
        this.database = database;
    }

    /**
     * Opens {@code sqlite:FILE}, a file that is made by the first save (until then the registry is empty), or
     * {@code postgresql://[user[:password]@]host[:port]/database}, whose tables are made now. One of an older Symphony is
     * brought up to date.
     *
     * @param workspace what a relative file is relative to
     * @throws RegistryUnavailable where it is no registry, cannot be opened, or is of a newer Symphony
     */
    public static SqlRegistry open(String url, Path workspace) {
        Database database =
                PostgresServer.isFor(url) ? PostgresServer.of(url, System.getenv()) : SqliteFile.of(url, workspace);
        try {
            if (database.exists()) {
                new Schema(database).bringUpToDate();
            }
            return new SqlRegistry(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * The database's product and version.
     *
     * @throws RegistryUnavailable where it does not answer
     */
    public String server() {
        return read("SQLite, no file yet", handle -> {
            try {
                DatabaseMetaData about = handle.getConnection().getMetaData();
                return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
            } catch (SQLException e) {
                throw database.unavailable("looked at", e);
            }
        });
    }

    @Override
    public List<Client> outline() {
        return read(List.of(), handle -> new RegistryRows(handle).outline());
    }

    @Override
    public List<Block> blocks(Collection<String> blockIds) {
        return read(List.of(), handle -> new RegistryRows(handle).blocks(blockIds));
    }

    @Override
    public List<Scan> scans(String clientId) {
        return read(List.of(), handle -> new RegistryRows(handle).scans(clientId));
    }

    @Override
    public List<Client> export() {
        return read(List.of(), handle -> new RegistryRows(handle).clients(b -> true));
    }

    @Override
    public void save(List<Client> given) {
        if (!database.exists()) {
            new Schema(database).bringUpToDate();
        }
        Set<String> withRows = withRows(given);
        try {
            database.writing().useTransaction(handle -> {
                database.lock(handle);
                // rows are the bulk; those of blocks that are not named would only be read to be left as they are
                List<Client> held = new RegistryRows(handle)
                        .clients(b -> withRows.contains("id:" + b.id()) || withRows.contains("name:" + b.name()));
                new RegistryChanges(handle, held).write(RegistryMerge.merge(held, given));
            });
        } catch (JdbiException e) {
            throw database.unavailable("written", e);
        }
    }

    private static Set<String> withRows(List<Client> given) {
        Set<String> blocks = new HashSet<>();
        given.stream()
                .flatMap(c -> c.farms().stream())
                .flatMap(f -> f.blocks().stream())
                .filter(b -> !b.rows().isEmpty())
                .forEach(b -> blocks.add(b.id().isEmpty() ? "name:" + b.name() : "id:" + b.id()));
        return blocks;
    }

    @Override
    public void close() {
        database.close();
    }

    private <T> T read(T otherwise, Function<Handle, T> query) {
        if (!database.exists()) {
            return otherwise;
        }
        try {
            return database.reading().inTransaction(query::apply);
        } catch (JdbiException e) {
            throw database.unavailable("read", e);
        }
    }
}
