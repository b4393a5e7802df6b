package symphony.vision;

/** Where a stage tells how far it is. */
@FunctionalInterface
public interface Progress {
    /**
     * @param done 0 to 1
     * @param text a few words, or empty
     */
    void at(double done, String text);
}
