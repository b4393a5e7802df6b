package symphony.core.archive;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Which entries of an archive are frames: plain files named {@code {frame_number}.jpg}. */
public final class FrameEntry {
    private static final Pattern FRAME = Pattern.compile("(?:\\./)?([0-9]{1,18})\\.jpg");

    private FrameEntry() {}

    /** The frame's number; empty for what is no frame. */
    public static OptionalLong number(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        boolean plain = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
        Matcher m = FRAME.matcher(entry.getName());
        return plain && !entry.isSparse() && m.matches()
                ? OptionalLong.of(Long.parseLong(m.group(1)))
                : OptionalLong.empty();
    }
}
