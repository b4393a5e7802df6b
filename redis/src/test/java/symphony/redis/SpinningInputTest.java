package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SpinningInputTest {
    private final AtomicLong nanos = new AtomicLong();

    /** A server whose bytes are there only after so many microseconds; each look takes one. */
    private final class Answers extends InputStream {
        private long microsLeft;
        private int looks;
        private int sleeps;

        void take(long micros) {
            microsLeft = micros;
            looks = 0;
            sleeps = 0;
        }

        @Override
        public int available() {
            looks++;
            nanos.addAndGet(1_000);
            return microsLeft-- > 0 ? 0 : 1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            sleeps += microsLeft > 0 ? 1 : 0;
            return 1;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("answers are read by the buffer");
        }
    }

    private final Answers answers = new Answers();
    private final InputStream input = new SpinningInput(answers, nanos::get);

    private void readOne() throws IOException {
        assertThat(input.read(new byte[8], 0, 8)).isEqualTo(1);
    }

    @Test
    void an_answer_that_comes_soon_is_awaited_awake() throws IOException {
        for (int i = 0; i < 10; i++) {
            answers.take(30);
            readOne();

            assertThat(answers.looks).isEqualTo(31);
            assertThat(answers.sleeps).isZero();
        }
    }

    @Test
    void a_server_that_takes_long_costs_a_spin_in_a_hundred_reads_or_more() throws IOException {
        int spins = 0;
        for (int i = 0; i < 10_000; i++) {
            answers.take(5_000);
            readOne();
            assertThat(answers.sleeps).isEqualTo(1);
            spins += answers.looks > 0 ? 1 : 0;
        }

        assertThat(spins).isBetween(70, 90);
    }

    @Test
    void a_server_that_is_near_again_is_awaited_awake_again() throws IOException {
        answers.take(5_000);
        readOne();
        for (int i = 0; i < 8; i++) {
            answers.take(30);
            readOne();
            assertThat(answers.looks).isZero();
        }

        answers.take(30);
        readOne();

        assertThat(answers.sleeps).isZero();
        assertThat(answers.looks).isEqualTo(31);
    }

    @Test
    void an_end_is_told_as_an_end() throws IOException {
        InputStream ended = new SpinningInput(InputStream.nullInputStream(), () -> nanos.addAndGet(1_000));

        assertThat(ended.read(new byte[8], 0, 8)).isEqualTo(-1);
    }
}
