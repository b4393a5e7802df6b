package symphony.core.scan;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.artifact.Checksum;

/**
 * The mark that a file of an old name lies, whole, under its new one: {@code
 * .symphony/renamed/{old}~{size}~{sha256}~{new}} below the scan's prefix. The old file stays where it is, since the boxes
 * in the field would upload it again.
 *
 * @param oldName relative to the scan's prefix, as the key has it: a slash in it written as {@code ~~}, and where the key's
 *     last step would be longer than a file's name may be, its SHA-256 instead; the record's content has it in full
 * @param newName the file's new name
 */
public record RenameRecord(String oldName, Checksum content, String newName) {
    /** Everything under it is Symphony's own. */
    public static final String OWN = ".symphony/";

    private static final String FOLDER = OWN + "renamed/";
    private static final int MOST_BYTES = 255;
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(FOLDER) + "(.+)~([0-9]{1,18})~([0-9a-f]{64})~([^~/]+)", Pattern.DOTALL);

    public RenameRecord {
        byte[] whole = step(plain(oldName), content, newName).getBytes(StandardCharsets.UTF_8);
        oldName = whole.length <= MOST_BYTES ? plain(oldName) : hashed(oldName);
    }

    static String plain(String relativeName) {
        return relativeName.replace("/", "~~");
    }

    static String hashed(String relativeName) {
        return "sha256-"
                + Checksum.of(plain(relativeName).getBytes(StandardCharsets.UTF_8))
                        .sha256();
    }

    /** Whether it is the mark of this file: one that has changed its size since is not the one that was marked. */
    public boolean marks(String relativeName, long size) {
        return content.size() == size && new RenameRecord(relativeName, content, newName).oldName.equals(oldName);
    }

    /** The record's key relative to the scan's prefix. */
    public String relativeKey() {
        return FOLDER + step(oldName, content, newName);
    }

    private static String step(String oldName, Checksum content, String newName) {
        return oldName + "~" + content.size() + "~" + content.sha256() + "~" + newName;
    }

    public static Optional<RenameRecord> parse(String relativeKey) {
        Matcher m = FORM.matcher(relativeKey);
        return m.matches()
                ? Optional.of(
                        new RenameRecord(m.group(1), new Checksum(Long.parseLong(m.group(2)), m.group(3)), m.group(4)))
                : Optional.empty();
    }
}
