package symphony.core.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a session may be called: its name is part of a queue's name and a folder's name on every system we run on. */
public final class SessionName {
    private static final String FORBIDDEN = "/\\:*?\"<>|[]";
    static final int MOST_BYTES = 120;
    /** For editors: most of what {@link #problem} refuses, as a regular expression. */
    static final String PATTERN = "^(?!\\.)(?!.*\\.$)[^/\\\\:*?\"<>|\\[\\]]*$";
    /** Windows keeps these names, with any ending, for devices. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private SessionName() {}

    /** Says what keeps the name from being used, in words that end a sentence "the session name …". */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (3 * name.length() > MOST_BYTES && name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("is longer than " + MOST_BYTES + " bytes");
        }
        if (name.startsWith(".") || name.endsWith(".")) {
            return Optional.of("begins or ends with a dot");
        }
        if (!name.equals(name.strip())) {
            return Optional.of("begins or ends with a blank");
        }
        if ("cpanlCPANL".indexOf(name.charAt(0)) >= 0 && DEVICE.matcher(name).matches()) {
            return Optional.of("is the name of a device on Windows");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                return Optional.of("holds a control character");
            }
            if (FORBIDDEN.indexOf(c) >= 0) {
                return Optional.of("holds '" + c + "'");
            }
        }
        return Optional.empty();
    }
}
