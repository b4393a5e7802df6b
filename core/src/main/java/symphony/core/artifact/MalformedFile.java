package symphony.core.artifact;

/** A file that is not of its format. The message opens with file and line. */
public final class MalformedFile extends RuntimeException {
    public MalformedFile(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
