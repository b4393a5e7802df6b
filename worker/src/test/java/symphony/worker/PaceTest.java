package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.task.Role;

/** How many tasks are held around a slot. */
final class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void of_what_was_never_run_one_task_is_ahead_and_one_behind() {
        assertThat(pace.ahead(Role.DETECTION)).isEqualTo(1);
        assertThat(pace.behind(Role.DETECTION)).isEqualTo(1);
    }

    @Test
    void of_programs_that_run_longer_than_their_inputs_take_to_fetch_one_is_ahead() {
        measure(Role.DETECTION, 10_000, 60_000, 5_000);

        assertThat(pace.ahead(Role.DETECTION)).isEqualTo(1);
    }

    @Test
    void of_short_ones_as_many_are_around_as_cover_the_ways_to_the_storage_twice() {
        measure(Role.PROCESS, 400, 50, 600);

        assertThat(pace.ahead(Role.PROCESS)).isEqualTo(2 * 8);
        assertThat(pace.behind(Role.PROCESS)).isEqualTo(2 * 12);
        assertThat(pace.around(List.of(Role.DETECTION, Role.PROCESS))).isEqualTo(40);
    }

    @Test
    void however_slow_the_storage_is_no_more_is_ahead_than_a_slot_runs_in_two_seconds() {
        measure(Role.PROCESS, 60_000, 500, 100);

        assertThat(pace.ahead(Role.PROCESS)).isEqualTo(4);
    }

    @Test
    void what_takes_no_time_at_all_is_bounded_too() {
        pace.measured(
                Role.PROCESS,
                Duration.ofHours(1).toNanos(),
                0,
                Duration.ofHours(1).toNanos());

        assertThat(pace.ahead(Role.PROCESS)).isEqualTo(32);
        assertThat(pace.behind(Role.PROCESS)).isEqualTo(32);
    }

    private void measure(Role role, long fetchMillis, long runMillis, long publishMillis) {
        pace.measured(role, fetchMillis * 1_000_000, runMillis * 1_000_000, publishMillis * 1_000_000);
    }
}
