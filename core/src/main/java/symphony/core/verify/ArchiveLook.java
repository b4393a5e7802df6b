package symphony.core.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import symphony.core.archive.Allowance;
import symphony.core.archive.Faithful;

/**
 * What is seen of an archive: gzip (RFC 1952) around a tar of numbered JPEGs. A small one is read whole; of a large one
 * the beginning shows its first frame, and the last four bytes its length, unpacked and modulo 2^32.
 *
 * @param unreadable what is wrong with its beginning, in words that follow a file's name
 * @param cut whether its end is missing
 * @param first its first frame
 * @param unpacked bytes of its tar; 0 where that was not told
 * @param frames all of them, where it was read whole and nothing is wrong with it
 */
record ArchiveLook(
        Optional<String> unreadable, boolean cut, OptionalLong first, long unpacked, Optional<FrameNumbers> frames) {
    /** An archive up to this size is read whole: no larger than the two reads that it spares. */
    static final int SMALL = 64 << 10;

    /** Enough for several tar headers in the worst compression. */
    private static final int HEAD = 8 << 10;

    private static final int TAIL = 4;
    private static final int BUFFER = 64 << 10;
    private static final int SMALL_BUFFER = 2 << 10;
    private static final int UNPACKED_BUFFER = 4 << 10;
    private static final int FLAG_EXTRA = 4;
    private static final int SHORTEST_GZIP = 18;
    /** A small file may unpack to a thousand times its size; no frame numbers need as much. */
    private static final long MOST_UNPACKED = 64L << 20;

    private static final long MOST_UNPACKED_DEEP = 64L << 30;

    /** From its beginning and its end, or from all of it where that is little. */
    static ArchiveLook quick(StorageView storage, String key, long size) throws IOException {
        byte[] head = storage.read(key, 0, size <= SMALL ? SMALL : HEAD);
        if (!isGzip(head)) {
            return broken("is no gzip file");
        }
        if (size <= SMALL) {
            return all(new ByteArrayInputStream(head), SMALL_BUFFER, MOST_UNPACKED);
        }
        OptionalLong first;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            first = new TarFrames(in, SMALL_BUFFER).next();
        } catch (EOFException e) {
            return broken("ends before its first frame");
        } catch (IOException e) {
            return broken(words(e));
        }
        if (first.isEmpty()) {
            return broken("holds no frames");
        }
        byte[] tail = storage.read(key, -TAIL, TAIL);
        // blocked gzip ends with an empty block of its own
        boolean told = tail.length == TAIL && (head[3] & FLAG_EXTRA) == 0;
        long length = told ? unpacked(tail, size) : 0;
        return new ArchiveLook(Optional.empty(), length % TarFrames.BLOCK != 0, first, length, Optional.empty());
    }

    /** From all of it, its checksum included. */
    static ArchiveLook whole(StorageView storage, String key) throws IOException {
        try (InputStream in = storage.open(key)) {
            return all(in, BUFFER, MOST_UNPACKED_DEEP);
        }
    }

    private static ArchiveLook all(InputStream file, int buffer, long most) throws IOException {
        FrameNumbers frames = new FrameNumbers();
        OptionalLong first = OptionalLong.empty();
        // a tar is read by headers and beginnings of frames: few calls of the inflater for many small reads
        try (Allowance in = new Allowance(
                new BufferedInputStream(new GZIPInputStream(new Faithful(file), buffer), UNPACKED_BUFFER), most)) {
            TarFrames tar = new TarFrames(in, buffer);
            for (OptionalLong n = tar.next(); n.isPresent(); n = tar.next()) {
                first = first.isPresent() ? first : n;
                frames.add(n.getAsLong());
            }
            tar.readOn();
            return first.isEmpty()
                    ? broken("holds no frames")
                    : new ArchiveLook(Optional.empty(), false, first, in.taken(), Optional.of(frames));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the storage's
        } catch (Allowance.Exceeded e) {
            return new ArchiveLook(Optional.empty(), false, first, 0, Optional.empty());
        } catch (EOFException e) {
            return first.isEmpty()
                    ? broken("ends before its first frame")
                    : new ArchiveLook(Optional.empty(), true, first, 0, Optional.empty());
        } catch (IOException e) {
            return broken(words(e));
        }
    }

    private static ArchiveLook broken(String problem) {
        return new ArchiveLook(Optional.of(problem), false, OptionalLong.empty(), 0, Optional.empty());
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= SHORTEST_GZIP && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
    }

    private static String words(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof TarFrames.NoFrames ? message : "is damaged gzip: " + message;
    }

    /** JPEGs do not shrink: an archive unpacks to its own size at least, which tells how often the 32 bits ran over. */
    private static long unpacked(byte[] tail, long size) {
        long low = (tail[0] & 0xFFL) | (tail[1] & 0xFFL) << 8 | (tail[2] & 0xFFL) << 16 | (tail[3] & 0xFFL) << 24;
        long wraps = Math.max(0, (size - size / 64 - low + (1L << 32) - 1) >> 32);
        return low + (wraps << 32);
    }
}
