package symphony.core.yaml;

/**
 * How much of a file is read at most, so that no file can eat the memory.
 *
 * @param bytes of the file
 * @param nodes values in it, those that aliases stand for counted
 */
public record YamlBounds(int bytes, int nodes) {
    /** For task files and configuration. */
    public static final YamlBounds SETTINGS = new YamlBounds(1 << 20, 50_000);

    /** For registry files and surveys: about 300,000 vines. */
    public static final YamlBounds DATA = new YamlBounds(64 << 20, 4_000_000);
}
