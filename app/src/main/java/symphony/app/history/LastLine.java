package symphony.app.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes all on and remembers the last line that was no blank, as far as it is short. */
final class LastLine extends OutputStream {
    private static final int MOST = 400;

    private final PrintStream to;
    private final byte[] line = new byte[MOST];
    private int length;
    private String last = "";

    LastLine(PrintStream to) {
        this.to = to;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        to.write(b);
        remember((byte) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        to.write(bytes, from, count);
        for (int i = from; i < from + count; i++) {
            remember(bytes[i]);
        }
    }

    @Override
    public void flush() {
        to.flush();
    }

    synchronized String text() {
        end();
        return last;
    }

    private void remember(byte b) {
        if (b == '\n' || b == '\r') {
            end();
        } else if (length < MOST) {
            line[length++] = b;
        }
    }

    private void end() {
        String text = new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "")
                .strip();
        last = text.isEmpty() ? last : text;
        length = 0;
    }
}
