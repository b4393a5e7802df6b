package symphony.core.verify;

/**
 * One thing that is wrong, or worth knowing.
 *
 * @param code stable, kebab-case, for example {@code scan-not-of-block}
 * @param message what is wrong, with the values concerned
 * @param remedy what to do; may be empty
 */
public record Finding(Severity severity, String code, Place place, String message, String remedy) {
    public Finding {
        if (!code.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a code is kebab-case: " + code);
        }
    }

    public static Finding error(String code, Place place, String message, String remedy) {
        return new Finding(Severity.ERROR, code, place, message, remedy);
    }

    public static Finding warning(String code, Place place, String message, String remedy) {
        return new Finding(Severity.WARNING, code, place, message, remedy);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
