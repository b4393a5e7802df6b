package symphony.core.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the record beside a published artifact. It carries all that planning asks of an artifact, so that page
 * listings alone suffice: {@code .symphony/records/{artifact}~{run}~{size}~{sha256}.json}.
 *
 * @param artifact the artifact's key relative to the session root
 * @param size bytes
 * @param sha256 64 hexadecimal digits, lower case
 */
public record RecordName(String artifact, int run, long size, String sha256) {
    public static final String FOLDER = ".symphony/records/";
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(FOLDER) + "(.+)~([0-9]{1,9})~([0-9]{1,18})~([0-9a-f]{64})\\.json");

    /** The record's key relative to the session root. */
    public String relativeKey() {
        return FOLDER + artifact + "~" + run + "~" + size + "~" + sha256 + ".json";
    }

    public static Optional<RecordName> parse(String relativeKey) {
        Matcher m = FORM.matcher(relativeKey);
        return m.matches()
                ? Optional.of(new RecordName(
                        m.group(1), Integer.parseInt(m.group(2)), Long.parseLong(m.group(3)), m.group(4)))
                : Optional.empty();
    }
}
