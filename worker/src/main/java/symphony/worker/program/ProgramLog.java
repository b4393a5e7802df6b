package symphony.worker.program;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program says while it does one task. The file is bounded: its beginning is kept and its last lines, for the
 * reason of a failure stands at the end.
 */
public final class ProgramLog implements AutoCloseable {
    public static final long MOST_BYTES = 10_000_000;
    private static final int LAST_LINES = 200;
    private static final int LONGEST_LINE = 65_536;
    private static final Pattern PROGRESS = Pattern.compile("progress ([0-9]*\\.?[0-9]+)(?: (.*))?");

    /** Hears of progress. */
    public interface Progress {
        void at(double fraction, String text);
    }

    private final Path file;
    private @Nullable OutputStream out;
    private final Progress progress;
    private final long mostBytes;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long written;
    private long leftOut;
    private String lastWords = "";
    private boolean closed;

    /** @param file made when the program says something */
    public ProgramLog(Path file, long mostBytes, Progress progress) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.progress = progress;
    }

    public Path file() {
        return file;
    }

    /** Takes one line of the program's stderr; lines of progress go to the live views alone. */
    void errorLine(String line) throws IOException {
        Matcher m = PROGRESS.matcher(line);
        if (m.matches()) {
            String text = m.group(2);
            progress.at(Math.min(1, Double.parseDouble(m.group(1))), text == null ? "" : text);
        } else {
            line(line);
        }
    }

    synchronized void line(String line) throws IOException {
        if (closed) {
            return;
        }
        if (!line.isBlank()) {
            lastWords = line.strip();
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (leftOut == 0 && last.isEmpty() && written + bytes.length <= mostBytes) {
            open().write(bytes);
            written += bytes.length;
            return;
        }
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
            leftOut++;
        }
    }

    /** The last line that said anything, cut to what fits a dead letter's reason. */
    synchronized String lastWords() {
        return lastWords.length() > 300 ? lastWords.substring(0, 300) + "…" : lastWords;
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (written == 0 && last.isEmpty()) {
            return;
        }
        try (OutputStream out = open()) {
            if (leftOut > 0) {
                out.write(("… " + leftOut + " lines left out …\n").getBytes(StandardCharsets.UTF_8));
            }
            for (String line : last) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private OutputStream open() throws IOException {
        OutputStream opened = out;
        if (opened == null) {
            opened = new BufferedOutputStream(Files.newOutputStream(file));
            out = opened;
        }
        return opened;
    }

    /** Where lines go. */
    interface LineSink {
        void accept(String line) throws IOException;
    }

    /** Reads lines until the stream ends; one that never ends is handed over in pieces. */
    static void pump(InputStream in, LineSink sink) throws IOException {
        byte[] buffer = new byte[LONGEST_LINE];
        int length = 0;
        byte[] chunk = new byte[LONGEST_LINE];
        for (int n; (n = in.read(chunk)) > 0; ) {
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n' || length == buffer.length) {
                    sink.accept(text(buffer, length));
                    length = 0;
                }
                if (chunk[i] != '\n') {
                    buffer[length++] = chunk[i];
                }
            }
        }
        if (length > 0) {
            sink.accept(text(buffer, length));
        }
    }

    private static String text(byte[] buffer, int length) {
        int end = length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
