package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.ArchiveName;

class FrameArchivesTest {
    private static final double NOON = 1_504_094_400; // 2017-08-30 12:00 UTC
    private static final Supplier<OptionalDouble> NO_TIME = OptionalDouble::empty;

    private final FrameArchives archives = new FrameArchives();

    private static ArchiveName minute(int minute) {
        return new ArchiveName("2017-08-30_12-00", "22179657", 12, minute);
    }

    private static Supplier<OptionalDouble> at(double seconds) {
        return () -> OptionalDouble.of(seconds);
    }

    @Test
    void a_number_that_comes_once_tells_its_archive_whatever_the_clock_says() {
        archives.add(minute(0), LongStream.of(3, 1, 2));
        archives.add(minute(1), LongStream.of(4, 9));
        assertThat(archives.of(2, NO_TIME)).contains(minute(0));
        assertThat(archives.of(9, at(NOON))).contains(minute(1));
        assertThat(archives.of(5, at(NOON + 61))).isEmpty();
    }

    @Test
    void where_numbers_begin_anew_the_minute_tells_and_only_if_its_archive_holds_the_frame() {
        archives.add(minute(0), LongStream.of(1, 2, 3));
        archives.add(minute(1), LongStream.of(1, 3));
        archives.add(minute(2), LongStream.of(7));
        assertThat(archives.of(1, at(NOON + 59.9))).contains(minute(0));
        assertThat(archives.of(1, at(NOON + 60))).contains(minute(1));
        assertThat(archives.of(2, at(NOON + 61)))
                .as("its own archive lost it; that another holds its number proves nothing")
                .isEmpty();
        assertThat(archives.of(7, NO_TIME)).isEmpty();
    }

    @Test
    void a_log_that_names_a_number_twice_is_read_by_its_times_too() {
        archives.add(minute(0), LongStream.of(1, 2));
        archives.numbersMayComeTwice();
        assertThat(archives.of(1, at(NOON + 1))).contains(minute(0));
        assertThat(archives.of(1, at(NOON + 3601))).isEmpty();
    }

    @Property(tries = 200)
    void what_is_told_is_true_however_the_numbers_lie(
            @ForAll @Size(min = 1, max = 5) List<@Size(min = 1, max = 6) List<@IntRange(max = 12) Integer>> held) {
        FrameArchives all = new FrameArchives();
        for (int i = 0; i < held.size(); i++) {
            all.add(minute(i), held.get(i).stream().mapToLong(Integer::longValue));
        }
        for (int i = 0; i < held.size(); i++) {
            for (int number : held.get(i)) {
                assertThat(all.of(number, at(NOON + 60 * i + 30))).contains(minute(i));
            }
        }
        assertThat(all.of(13, at(NOON + 30))).isEmpty();
    }
}
