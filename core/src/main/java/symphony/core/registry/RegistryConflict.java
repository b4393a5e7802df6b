package symphony.core.registry;

/**
 * What was given contradicts what the registry holds, so that saving it would make two of one thing or one of two.
 * Nothing of it was saved. The message names both and says what to change.
 */
public final class RegistryConflict extends RuntimeException {
    public RegistryConflict(String message) {
        super(message);
    }
}
