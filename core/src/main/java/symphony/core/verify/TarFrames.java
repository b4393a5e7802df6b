package symphony.core.verify;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.utils.ArchiveUtils;
import symphony.core.archive.FrameEntry;

/**
 * Walks a tar of frames from header to header. Headers are the library's business; its stream is not used, since it takes
 * three times as long for the beginnings of hundred thousands of archives. A frame's short name needs no extension header.
 */
final class TarFrames {
    static final int BLOCK = 512;

    private final InputStream tar;
    private final byte[] passed;
    private final byte[] header = new byte[BLOCK];
    private long unread;
    private boolean begun;

    /** @param buffer bytes to read at a time of what is passed over */
    TarFrames(InputStream tar, int buffer) {
        this.tar = tar;
        this.passed = new byte[buffer];
    }

    /** What is no tar, or begins with what is no frame; the message follows a file's name. */
    static final class NoFrames extends IOException {
        NoFrames(String message) {
            super(message);
        }
    }

    /**
     * The number of the next frame that begins as a JPEG does; empty at the tar's end. Behind the first frame, entries
     * that are none are passed over, as preproc does.
     *
     * @throws NoFrames where there is no tar, or its first file is no frame
     * @throws EOFException where the stream ends before the tar does
     */
    OptionalLong next() throws IOException {
        while (true) {
            passOver();
            int length = tar.readNBytes(header, 0, BLOCK);
            if (begun && length == 0) {
                return OptionalLong.empty(); // some writers leave the end mark out
            }
            if (length < BLOCK) {
                throw begun ? new EOFException("cut within a header") : new NoFrames("holds no tar");
            }
            if (ArchiveUtils.isArrayZero(header, BLOCK)) {
                return OptionalLong.empty();
            }
            TarArchiveEntry entry = entry();
            unread = (entry.getSize() + BLOCK - 1) / BLOCK * BLOCK;
            if (!entry.isDirectory() && !isExtension(entry)) {
                OptionalLong frame = frame(entry);
                begun = true;
                if (frame.isPresent()) {
                    return frame;
                }
            }
        }
    }

    /** Reads on to the end of the stream, behind which a gzip has its checksum. */
    void readOn() throws IOException {
        while (tar.read(passed) >= 0) {}
    }

    private void passOver() throws IOException {
        while (unread > 0) {
            int n = tar.read(passed, 0, (int) Math.min(passed.length, unread));
            if (n < 0) {
                throw new EOFException("cut within a file");
            }
            unread -= n;
        }
    }

    private TarArchiveEntry entry() throws NoFrames {
        try {
            TarArchiveEntry entry = new TarArchiveEntry(header);
            if (entry.isCheckSumOK() && entry.getSize() >= 0) {
                return entry;
            }
        } catch (IllegalArgumentException e) {
            // told below: a number that is none is as bad as a checksum
        }
        throw new NoFrames(begun ? "is damaged behind its first frame" : "holds no tar");
    }

    private static boolean isExtension(TarArchiveEntry entry) {
        return entry.isPaxHeader()
                || entry.isGlobalPaxHeader()
                || entry.isGNULongNameEntry()
                || entry.isGNULongLinkEntry();
    }

    private OptionalLong frame(TarArchiveEntry entry) throws IOException {
        OptionalLong number = FrameEntry.number(entry);
        if (number.isEmpty()) {
            return none("begins with '" + entry.getName() + "', which is no numbered .jpg");
        }
        byte[] start = tar.readNBytes((int) Math.min(2, entry.getSize()));
        unread -= start.length;
        if (start.length < 2 || (start[0] & 0xFF) != 0xFF || (start[1] & 0xFF) != 0xD8) {
            return none("begins with " + entry.getName() + ", which holds no JPEG");
        }
        return number;
    }

    private OptionalLong none(String problem) throws NoFrames {
        if (begun) {
            return OptionalLong.empty();
        }
        throw new NoFrames(problem);
    }
}
