package symphony.core.registry;

/** The registry cannot be reached or read. The message names it (without credentials) and what to do. */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message) {
        super(message);
    }

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
