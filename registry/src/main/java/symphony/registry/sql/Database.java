package symphony.registry.sql;

import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import symphony.core.registry.RegistryUnavailable;

/** Where the tables are: how to connect, and what the errors mean to a person. */
interface Database extends AutoCloseable {
    /** Whether there is anything to read yet. */
    boolean exists();

    /** Why the tables could not be made there even before one tries, or empty. */
    Optional<String> obstacle();

    /** How often to try: two that migrate at one moment may get into each other's way. */
    int migrationTries();

    /** For migrations. */
    DataSource forMigration();

    /** For looking at the version. */
    DataSource forReading();

    /** For transactions that only read: they keep nobody from reading or writing. */
    Jdbi reading();

    /** For transactions that write; each begins with {@link #lock}. */
    Jdbi writing();

    /** Two that save at one moment take turns: a merge must see what the other has written. */
    void lock(Handle handle);

    /** @param done what could not be done, as in "cannot be read" */
    RegistryUnavailable unavailable(String done, Throwable e);

    /** For messages; no credentials. */
    String describe();

    @Override
    void close();
}
