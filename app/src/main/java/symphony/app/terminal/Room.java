package symphony.app.terminal;

/**
 * How much there is room for.
 *
 * @param width columns
 * @param height lines
 */
public record Room(int width, int height) {
    /** Nothing has to be cut: the output is no screen. */
    public static final Room ENOUGH = new Room(Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2);
}
