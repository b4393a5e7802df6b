package symphony.app;

/** Numbers of things in words. */
public final class Counted {
    private Counted() {}

    /** Such as {@code 1 task} and {@code 2 tasks}. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
