package symphony.app;

import java.util.Locale;

/** A number of bytes; its text is for people, in the unit that fits. */
public record ByteCount(long bytes) {
    @Override
    public String toString() {
        return bytes < 1L << 30
                ? String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1 << 20))
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }
}
