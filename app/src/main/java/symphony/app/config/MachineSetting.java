package symphony.app.config;

import java.util.Optional;

/**
 * What a worker may take of its machine.
 *
 * @param claimAhead whether tasks are claimed, and their inputs fetched, while all slots are at work
 * @param scratchLimit bytes that the folders of its tasks are to take together; 0: no limit
 * @param cacheLimit bytes that inputs which many tasks share may take on this machine; 0: none are kept; empty: as the
 *     storage is
 * @param devices the GPUs to give to its slots, parted by commas; {@code auto}: those there are; {@code none}
 * @param pin whether each slot's programs are bound to their share of the cores
 * @param events where a cloud tells of the machine's end: {@code auto}, {@code off}, {@code azure} or an address
 */
public record MachineSetting(
        Setting<Boolean> claimAhead,
        Setting<Long> scratchLimit,
        Optional<Setting<Long>> cacheLimit,
        Setting<String> devices,
        Setting<Boolean> pin,
        Setting<String> events) {
    /** Where the storage is on the network, and nothing is said. */
    public static final long DEFAULT_CACHE = 20_000_000_000L;

    public static final String AUTO = "auto";
    public static final String NONE = "none";
    public static final String OFF = "off";
    public static final String AZURE = "azure";
}
