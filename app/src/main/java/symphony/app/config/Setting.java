package symphony.app.config;

/**
 * A value and where it comes from.
 *
 * @param source for example {@code --redis}, {@code SYMPHONY_REDIS_URL}, {@code symphony.yaml:3} or {@code default}
 */
public record Setting<T>(T value, String source) {
    /** The source of what nobody set. */
    public static final String DEFAULT = "default";
}
