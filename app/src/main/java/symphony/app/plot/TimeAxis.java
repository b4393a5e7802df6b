package symphony.app.plot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an instant stands on the way from one edge to the other, and which instants are named. */
record TimeAxis(Instant from, Instant to, ZoneId zone) {
    private static final long[] STEPS = {
        1,
        5,
        10,
        30,
        60,
        300,
        600,
        1_800,
        3_600,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
        2_592_000,
        31_536_000
    };
    private static final int MOST_TICKS = 8;
    private static final DateTimeFormatter DAY = format("d MMM yyyy");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter SECOND = format("HH:mm:ss");
    private static final DateTimeFormatter SHORT_DAY = format("d MMM");

    record Tick(Instant at, String label) {}

    TimeAxis {
        if (!to.isAfter(from)) {
            to = from.plusSeconds(1);
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** 0 at the beginning, 1 at the end. */
    double share(Instant at) {
        return seconds(Duration.between(from, at)) / seconds(Duration.between(from, to));
    }

    List<Tick> ticks() {
        double length = seconds(Duration.between(from, to));
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = length / STEPS[i] <= MOST_TICKS ? STEPS[i] : step;
        }
        ZonedDateTime midnight = from.atZone(zone).toLocalDate().atStartOfDay(zone);
        long first = (Duration.between(midnight, from.atZone(zone)).toSeconds() + step - 1) / step;
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; ; i++) {
            Instant at = midnight.plusSeconds(i * step).toInstant();
            if (at.isAfter(to)) {
                return ticks;
            }
            if (!at.isBefore(from)) {
                ticks.add(new Tick(at, label(at.atZone(zone), step)));
            }
        }
    }

    private static String label(ZonedDateTime at, long step) {
        boolean midnight = at.getHour() == 0 && at.getMinute() == 0 && at.getSecond() == 0;
        if (step >= 86_400 || midnight) {
            return SHORT_DAY.format(at);
        }
        return (step < 60 ? SECOND : MINUTE).format(at);
    }

    /** Both ends, for a line beneath a title. */
    String words() {
        String begins = DAY.format(from.atZone(zone)) + ", " + MINUTE.format(from.atZone(zone));
        boolean sameDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
        String ends = (sameDay ? "" : DAY.format(to.atZone(zone)) + ", ") + MINUTE.format(to.atZone(zone));
        return begins + " to " + ends + " (" + zone + ")";
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
