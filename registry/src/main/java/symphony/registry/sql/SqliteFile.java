package symphony.registry.sql;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import symphony.core.registry.RegistryUnavailable;

/** A SQLite database: where it is, how to connect, and what its errors mean to a person. */
final class SqliteFile implements Database {
    private static final String SCHEME = "sqlite:";
    private static final int BUSY_MS = 20_000;

    private final Path file;

    private SqliteFile(Path file) {
        this.file = file;
    }

    static SqliteFile of(String url, Path workspace) {
        if (!url.startsWith(SCHEME) || url.length() == SCHEME.length()) {
            throw new RegistryUnavailable("the registry's URL begins with '" + url.replaceFirst("(?s):.*", ":")
                    + "', and is of no kind that is known here: write registry: {url: \"sqlite:registry.db\"} or a postgresql:// URL in"
                    + " symphony.yaml");
        }
        String path = url.substring(SCHEME.length());
        if (path.startsWith("//")) {
            path = path.substring(2);
        }
        if (path.indexOf('?') >= 0) {
            throw new RegistryUnavailable("the registry '" + path.replaceFirst("(?s)\\?.*", "")
                    + "': a question mark cannot be part of its path");
        }
        try {
            return new SqliteFile(workspace.toAbsolutePath().resolve(path).normalize());
        } catch (InvalidPathException e) {
            throw new RegistryUnavailable("the registry '" + url + "' is no path: " + e.getReason(), e);
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public Optional<String> obstacle() {
        Path folder = file.getParent();
        return folder != null && Files.isDirectory(folder) ? Optional.empty() : Optional.of("its folder is not there");
    }

    @Override
    public int migrationTries() {
        return 20;
    }

    @Override
    public DataSource forMigration() {
        return source(TransactionMode.IMMEDIATE);
    }

    @Override
    public DataSource forReading() {
        return source(TransactionMode.DEFERRED);
    }

    @Override
    public String describe() {
        return file.toString();
    }

    private SQLiteDataSource source(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MS);
        config.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public Jdbi reading() {
        return Jdbi.create(source(TransactionMode.DEFERRED));
    }

    /** They take the lock when they begin, since one that has read cannot wait for it. */
    @Override
    public Jdbi writing() {
        return Jdbi.create(source(TransactionMode.IMMEDIATE));
    }

    @Override
    public void lock(Handle handle) {
        // taken when the transaction began
    }

    /** No connection is kept. */
    @Override
    public void close() {}

    @Override
    public RegistryUnavailable unavailable(String done, Throwable e) {
        return new RegistryUnavailable("the registry " + file + " cannot be " + done + ": " + reason(e), e);
    }

    private String reason(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException fault) {
                return reason(fault);
            }
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException fault && fault.getMessage() != null) {
                return fault.getMessage();
            }
        }
        return String.valueOf(e.getMessage());
    }

    private String reason(SQLiteException e) {
        // extended codes carry the plain one in their lowest byte
        int plain = e.getResultCode().code & 0xff;
        if (plain == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return "it is no SQLite database; move it away and import the registry again, or name another in symphony.yaml";
        }
        if (plain == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return "it is damaged; restore a copy, or move it away and import the registry again";
        }
        if (plain == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return Files.isDirectory(file)
                    ? "it is a folder"
                    : "it cannot be opened; see that its folder is there and that you may read and write it";
        }
        if (plain == SQLiteErrorCode.SQLITE_READONLY.code || plain == SQLiteErrorCode.SQLITE_PERM.code) {
            return "permission denied; see that you may write the file and its folder";
        }
        if (plain == SQLiteErrorCode.SQLITE_BUSY.code || plain == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another program has kept it locked for " + BUSY_MS / 1000 + " s; try again when that is done";
        }
        if (plain == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full";
        }
        return String.valueOf(e.getMessage());
    }
}
