package symphony.core.stage;

/** What a program's exit code says; the numbers are those of sysexits.h. */
public enum StageExit {
    /** 0: done, and every expected output is there, else it failed. */
    DONE(0),
    /** 65: bad data, straight to the dead letters. */
    BAD_DATA(65),
    /** 75: try again, no retry burnt. */
    TRY_AGAIN(75),
    /** Anything else: failed, counted. */
    FAILED(1);

    private final int code;

    StageExit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static StageExit of(int code) {
        return switch (code) {
            case 0 -> DONE;
            case 65 -> BAD_DATA;
            case 75 -> TRY_AGAIN;
            default -> FAILED;
        };
    }
}
