package symphony.vision.preproc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import symphony.core.archive.Allowance;
import symphony.core.archive.Faithful;
import symphony.core.archive.FrameEntry;
import symphony.vision.BadData;

/**
 * Streams an archive of frames. It comes from outside, so nothing in it is believed: only plain files named
 * {@code {digits}.jpg} are read, names never become paths, and sizes are bounded.
 *
 * @param name the archive's file name, for messages
 * @param mostFrameBytes a larger frame is refused
 * @param mostBytes the archive is refused when it unpacks to more
 */
public record FrameArchive(String name, long mostFrameBytes, long mostBytes) {
    /** Slack for headers and padding. */
    private static final long HEADERS = 1 << 20;

    /** Takes frames as they come. */
    interface Frames {
        /** Whether to read this frame; every frame that is there is asked for. */
        boolean wants(long number);

        void take(long number, byte[] jpeg) throws IOException;
    }

    /**
     * @param frames plain frames there were
     * @param refused entries that are neither frames nor folders: links, other names, other kinds
     */
    record Tally(int frames, int refused) {}

    /**
     * The numbers of an archive's frames, as they come; no frame is kept.
     *
     * @param name the archive's file name, for messages
     * @throws BadData where it is cut short, damaged or too large
     */
    public static List<Long> numbers(String name, InputStream file) throws IOException {
        List<Long> numbers = new ArrayList<>();
        new FrameArchive(name).read(file, new Frames() {
            @Override
            public boolean wants(long number) {
                numbers.add(number);
                return false;
            }

            @Override
            public void take(long number, byte[] jpeg) {}
        });
        return numbers;
    }

    FrameArchive(String name) {
        this(name, 64L << 20, 16L << 30);
    }

    /**
     * Reads to the end, its checksum included.
     *
     * @throws BadData where it is cut short, damaged or too large
     * @throws IOException where the stream itself cannot be read, or {@code frames} throws
     */
    Tally read(InputStream file, Frames frames) throws IOException {
        int count = 0;
        int refused = 0;
        OptionalLong last = OptionalLong.empty();
        // errors of the disk are no errors of the archive
        try (Allowance bytes = new Allowance(new GZIPInputStream(new Faithful(file), 1 << 16), mostBytes);
                TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
            bytes.allow(HEADERS);
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                OptionalLong number = FrameEntry.number(e);
                if (number.isEmpty()) {
                    refused += e.isDirectory() ? 0 : 1;
                } else if (e.getSize() > mostFrameBytes) {
                    throw new BadData(name + ": frame " + number.getAsLong() + " is said to have " + e.getSize()
                            + " bytes, more than any frame has; make the archive again");
                } else {
                    bytes.allow(e.getSize() + HEADERS);
                    if (frames.wants(number.getAsLong())) {
                        byte[] jpeg = tar.readNBytes((int) e.getSize());
                        if (jpeg.length < e.getSize()) {
                            throw new EOFException("cut within frame " + number.getAsLong());
                        }
                        taken(frames, number.getAsLong(), jpeg);
                    }
                    count++;
                    last = number;
                }
                bytes.allow(e.getSize() + HEADERS);
            }
            bytes.allow(mostBytes);
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Allowance.Exceeded e) {
            throw new BadData(name + ": " + e.getMessage() + "; it is damaged or no archive of frames");
        } catch (IOException | IllegalArgumentException e) {
            throw new BadData(name + ": cut short or damaged "
                    + (last.isPresent() ? "after frame " + last.getAsLong() : "before its first frame") + " ("
                    + e.getMessage() + "); upload the archive again");
        }
        return new Tally(count, refused);
    }

    private static void taken(Frames frames, long number, byte[] jpeg) {
        try {
            frames.take(number, jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
