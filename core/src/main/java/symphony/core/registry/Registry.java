package symphony.core.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The port to whatever holds the registry. Every implementation passes {@code RegistryContract}. Methods throw {@link
 * RegistryUnavailable} where the database cannot be reached or read.
 */
public interface Registry extends AutoCloseable {

    /** All clients with their farms and blocks, by name; blocks without rows or outline, clients without scans. */
    List<Client> outline();

    /** Blocks with their rows and vines, in no order; those that are not there are left out. Rows are ordered by number. */
    List<Block> blocks(Collection<String> blockIds);

    /** The same of one. */
    default Optional<Block> block(String blockId) {
        return blocks(List.of(blockId)).stream().findFirst();
    }

    /** All scans of a client, ordered by scan id. */
    List<Scan> scans(String clientId);

    /**
     * Adds or updates, by id where given, else by name within its parent; what is not named stays. Idempotent; whole or
     * not at all. {@link RegistryMerge} says what comes of it.
     *
     * @throws RegistryConflict where what is given contradicts what is held
     */
    void save(List<Client> clients);

    /** Everything. */
    List<Client> export();

    @Override
    void close();
}
