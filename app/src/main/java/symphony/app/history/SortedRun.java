package symphony.app.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import symphony.app.history.Timeline.Entry;

/** Some entries of a timeline, sorted, in a file. */
record SortedRun(Path file, int entries) {
    private static final int BUFFER = 1 << 16;

    static SortedRun write(Path folder, List<Entry> sorted) throws IOException {
        Path file = Files.createTempFile(folder, "run", "");
        file.toFile().deleteOnExit();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), BUFFER), BUFFER))) {
            for (Entry entry : sorted) {
                write(entry, out);
            }
        }
        return new SortedRun(file, sorted.size());
    }

    Reader open() throws IOException {
        return new Reader(
                new DataInputStream(
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER)),
                entries);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static void write(Entry entry, DataOutputStream out) throws IOException {
        Event e = entry.event();
        out.writeByte(e.kind().ordinal());
        Instant started = e.started();
        out.writeLong(started.getEpochSecond());
        out.writeInt(started.getNano());
        out.writeLong(e.took().toSeconds());
        out.writeInt(e.took().toNanosPart());
        for (String text : List.of(e.session(), e.role(), e.who(), e.host(), e.what(), e.result(), entry.task())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.writeInt(e.artifacts());
    }

    private static Entry read(DataInputStream in) throws IOException {
        Event.Kind kind = Event.Kind.values()[in.readByte()];
        Instant started = Instant.ofEpochSecond(in.readLong(), in.readInt());
        Duration took = Duration.ofSeconds(in.readLong(), in.readInt());
        String session = text(in);
        String role = text(in);
        String who = text(in);
        String host = text(in);
        String what = text(in);
        String result = text(in);
        String task = text(in);
        return new Entry(new Event(kind, started, took, session, role, who, host, what, result, in.readInt()), task);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Its entries in their order; throws {@link UncheckedIOException}. */
    static final class Reader implements Iterator<Entry>, AutoCloseable {
        private final DataInputStream in;
        private int left;

        private Reader(DataInputStream in, int entries) {
            this.in = in;
            this.left = entries;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public Entry next() {
            if (left-- == 0) {
                throw new NoSuchElementException();
            }
            try {
                return read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
