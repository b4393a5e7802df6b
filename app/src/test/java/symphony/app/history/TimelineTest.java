package symphony.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-28T03:00:00.000000001Z");

    @Property(tries = 100)
    void events_come_in_the_order_of_their_beginnings_however_few_are_held(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 20) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 70) int held)
            throws IOException {
        List<Event> added = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            added.add(event(seconds.get(i), "command %03d".formatted(i)));
        }
        try (Timeline timeline = new Timeline(Instant.MIN, Instant.MAX, held)) {
            for (Event event : added) {
                timeline.add(event);
            }
            added.sort(Comparator.comparing(Event::started).thenComparing(Event::what));
            assertThat(told(timeline)).isEqualTo(added);
            assertThat(told(timeline)).as("a second time").isEqualTo(added);
        }
    }

    @Property(tries = 100)
    void what_one_attempt_made_is_one_event_wherever_its_records_lie(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 5) Integer> attempts,
            @ForAll @IntRange(min = 1, max = 70) int held)
            throws IOException {
        Map<String, Integer> made = new TreeMap<>();
        try (Timeline timeline = new Timeline(Instant.MIN, Instant.MAX, held)) {
            for (int attempt : attempts) {
                // three tasks, each tried twice
                timeline.add(event(attempt / 3, "task " + attempt % 3), "task " + attempt % 3);
                made.merge(attempt / 3 + " task " + attempt % 3, 1, Integer::sum);
            }
            Map<String, Integer> told = new TreeMap<>();
            for (Event event : told(timeline)) {
                long second = Duration.between(START, event.started()).toSeconds();
                assertThat(told.put(second + " " + event.what(), event.artifacts()))
                        .isNull();
            }
            assertThat(told).isEqualTo(made);
        }
    }

    @Example
    void what_began_before_or_after_the_stretch_is_left_out() throws IOException {
        try (Timeline timeline = new Timeline(START, START.plusSeconds(2))) {
            for (int second = -1; second < 4; second++) {
                timeline.add(event(second, "command"));
            }
            assertThat(told(timeline)).extracting(Event::started).containsExactly(START, START.plusSeconds(1));
        }
    }

    private static List<Event> told(Timeline timeline) throws IOException {
        List<Event> told = new ArrayList<>();
        timeline.forEach(told::add);
        return told;
    }

    private static Event event(long second, String what) {
        return new Event(
                Event.Kind.TASK,
                START.plusSeconds(second),
                Duration.ofNanos(1_500_000_001),
                "s1",
                "detection",
                "wörker",
                "h",
                what,
                "by x",
                1);
    }
}
