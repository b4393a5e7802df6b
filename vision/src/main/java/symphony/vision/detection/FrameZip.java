package symphony.vision.detection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import symphony.vision.BadData;

/** The frames of a frames zip, by their numbers; other entries are passed over. */
final class FrameZip implements Closeable {
    private static final Pattern FRAME = Pattern.compile("([0-9]{1,18})\\.jpg");
    private static final int MOST_BYTES = 64 << 20;

    private final String name;
    private final ZipFile zip;
    private final TreeMap<Long, ZipEntry> frames = new TreeMap<>();

    private FrameZip(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            Matcher m = FRAME.matcher(entry.getName());
            if (m.matches()) {
                frames.put(Long.parseLong(m.group(1)), entry);
            }
        }
    }

    /** @throws BadData where it is no zip, or cut short */
    static FrameZip open(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            return new FrameZip(name, new ZipFile(file.toFile()));
        } catch (ZipException e) {
            throw damaged(name, e);
        }
    }

    /** In growing order. */
    List<Long> numbers() {
        return List.copyOf(frames.keySet());
    }

    byte[] jpeg(long number) throws IOException {
        ZipEntry entry = frames.get(number);
        if (entry == null) {
            throw new IllegalArgumentException("no frame " + number + " in " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadData(name + ": frame " + number + " is larger than any frame; do preproc again");
            }
            return bytes;
        } catch (ZipException e) {
            throw damaged(name, e);
        }
    }

    private static BadData damaged(String name, ZipException e) {
        return new BadData(name + " is damaged (" + e.getMessage() + "); delete it and do preproc again");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
