package symphony.app;

/** What a person did or has, and can mend: its message is all that is shown, and the exit code is 1 or 2. */
public final class UserError extends RuntimeException {
    private final int exitCode;

    private UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Something failed: exit code 1. */
    public static UserError failed(String message) {
        return new UserError(1, message);
    }

    /** Used the wrong way: exit code 2. */
    public static UserError usage(String message) {
        return new UserError(2, message);
    }

    public int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
