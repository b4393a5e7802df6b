package symphony.core.json;

/** Text that is no JSON, or JSON that is not of the form its place asks for. The message names field and place. */
public final class MalformedJson extends RuntimeException {
    public MalformedJson(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
