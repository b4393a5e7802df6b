package symphony.core.registry;

import java.util.List;
import java.util.Optional;

/**
 * The port to whatever holds the registry. Every implementation passes {@code RegistryContract}. Methods throw {@link
 * RegistryUnavailable} where the database cannot be reached or read.
 */
public interface Registry extends AutoCloseable {

    /** All clients with their farms and blocks, by name; blocks without rows or outline, clients without scans. */
    List<Client> outline();

    /** One block with its rows and vines; rows ordered by number. */
    Optional<Block> block(String blockId);

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
