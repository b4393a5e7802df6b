package symphony.core.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.artifact.Checksum;

/**
 * The mark that a file of an old name lies, whole, under its new one: {@code
 * .symphony/renamed/{old}~{size}~{sha256}~{new}} below the scan's prefix. The old file stays where it is, since the boxes
 * in the field would upload it again.
 *
 * @param oldName relative to the scan's prefix, a slash in it written as {@code ~~}
 * @param newName the file's new name
 */
public record RenameRecord(String oldName, Checksum content, String newName) {
    /** Everything under it is Symphony's own. */
    public static final String OWN = ".symphony/";

    private static final String FOLDER = OWN + "renamed/";
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(FOLDER) + "(.+)~([0-9]{1,18})~([0-9a-f]{64})~([^~/]+)");

    /** The record's key relative to the scan's prefix. */
    public String relativeKey() {
        return FOLDER + oldName.replace("/", "~~") + "~" + content.size() + "~" + content.sha256() + "~" + newName;
    }

    public static Optional<RenameRecord> parse(String relativeKey) {
        Matcher m = FORM.matcher(relativeKey);
        return m.matches()
                ? Optional.of(new RenameRecord(
                        m.group(1).replace("~~", "/"),
                        new Checksum(Long.parseLong(m.group(2)), m.group(3)),
                        m.group(4)))
                : Optional.empty();
    }
}
