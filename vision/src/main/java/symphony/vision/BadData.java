package symphony.vision;

/** Inputs that can never give outputs: exit code 65. The message names the file, what is wrong and what to do. */
public final class BadData extends RuntimeException {
    public BadData(String message) {
        super(message);
    }
}
