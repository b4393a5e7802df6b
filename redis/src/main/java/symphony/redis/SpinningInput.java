package symphony.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Answers of a server that is near. On one machine Redis answers within some 20 microseconds, while to put a thread to sleep
 * and wake it takes longer than that; so a reader looks again and again for a moment before it sleeps. Where answers take
 * longer, most reads sleep at once. Decision 21.
 */
final class SpinningInput extends FilterInputStream {
    private static final long SPIN_NANOS = 200_000;

    /** After a spin in vain so many reads sleep at once, and twice as many after each further one. */
    private static final int FEWEST_SLEEPS = 8;

    private static final int MOST_SLEEPS = 128;

    private final LongSupplier nanos;
    private int sleeps;
    private int next = FEWEST_SLEEPS;

    SpinningInput(InputStream answers, LongSupplier nanos) {
        super(answers);
        this.nanos = nanos;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (sleeps > 0) {
            sleeps--;
        } else if (comesSoon()) {
            next = FEWEST_SLEEPS;
        } else {
            sleeps = next;
            next = Math.min(MOST_SLEEPS, 2 * next);
        }
        return super.read(buffer, offset, length);
    }

    private boolean comesSoon() throws IOException {
        long begun = nanos.getAsLong();
        while (super.available() == 0) {
            if (nanos.getAsLong() - begun > SPIN_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
