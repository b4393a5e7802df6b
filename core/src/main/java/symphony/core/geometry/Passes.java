package symphony.core.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a track into passes: stretches whose course keeps to the row axis. Courses are taken over metres driven, not over
 * time, so that a stop has no length and is bridged.
 */
public final class Passes {
    /** Metres before and after a frame that its course is taken over. */
    private static final double REACH = 1.2;

    private static final double FEWEST_METRES = 0.7;
    /** Hysteresis: a pass begins within the one of the axis and ends past the other. */
    private static final double ENTER = Math.toRadians(20);

    private static final double LEAVE = Math.toRadians(40);
    /** A swerve of so many metres that comes back to the same line does not end a pass. */
    private static final double SWERVE = 6;

    private final Track track;
    private final double ux;
    private final double uy;
    private final double rowSpace;

    private Passes(Track track, double axis, double rowSpace) {
        this.track = track;
        this.ux = Math.cos(axis);
        this.uy = Math.sin(axis);
        this.rowSpace = rowSpace;
    }

    /**
     * @param axis direction of the rows, radians from east to north
     * @param rowSpace metres; moving sideways by much of it is a turn, not a swerve or backing up
     * @param shortest metres along the axis that a pass covers at least
     */
    public static List<Pass> cut(Track track, double axis, double rowSpace, double shortest) {
        return new Passes(track, axis, rowSpace).cut(shortest);
    }

    /** A stretch in one sense along the axis. */
    private record Stretch(int first, int last, int sense) {}

    private List<Pass> cut(double shortest) {
        List<List<Stretch>> visits = new ArrayList<>();
        for (Stretch stretch : stretches()) {
            List<Stretch> current = visits.isEmpty() ? List.of() : visits.get(visits.size() - 1);
            if (!current.isEmpty() && goesOn(current.get(current.size() - 1), stretch)) {
                current.add(stretch);
            } else {
                visits.add(new ArrayList<>(List.of(stretch)));
            }
        }
        List<Pass> passes = new ArrayList<>();
        for (List<Stretch> visit : visits) {
            int first = visit.get(0).first();
            int last = visit.get(visit.size() - 1).last();
            if (extent(first, last) < shortest) {
                continue;
            }
            int sense = visit.stream()
                    .filter(s -> extent(s.first(), s.last()) > 2)
                    .findFirst()
                    .orElse(visit.get(0))
                    .sense();
            boolean backs = visit.stream().anyMatch(s -> s.sense() != sense && extent(s.first(), s.last()) > 2);
            passes.add(new Pass(first, last, sense > 0, backs));
        }
        return List.copyOf(passes);
    }

    /** Whether the second is the same visit to an alley: backing up on the spot, or on again after a swerve. */
    private boolean goesOn(Stretch before, Stretch after) {
        double driven = track.distance(after.first()) - track.distance(before.last());
        return driven < SWERVE
                && Math.abs(sideways(after.first(), true) - sideways(before.last(), false)) < 0.4 * rowSpace;
    }

    /** The mean position across the axis over the three metres before or after a frame. */
    private double sideways(int frame, boolean after) {
        double sum = 0;
        int n = 0;
        for (int i = frame;
                i >= 0 && i < track.size() && Math.abs(track.distance(i) - track.distance(frame)) < 3;
                i += after ? 1 : -1) {
            sum += track.y(i) * ux - track.x(i) * uy;
            n++;
        }
        return sum / n;
    }

    private double extent(int first, int last) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = first; i <= last; i++) {
            double along = track.x(i) * ux + track.y(i) * uy;
            least = Math.min(least, along);
            most = Math.max(most, along);
        }
        return most - least;
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int[] senses = senses();
        int first = 0;
        for (int i = 1; i <= senses.length; i++) {
            if (i == senses.length || senses[i] != senses[first]) {
                if (senses[first] != 0) {
                    stretches.add(new Stretch(first, i - 1, senses[first]));
                }
                first = i;
            }
        }
        return stretches;
    }

    /** For every frame 1 along the axis, -1 against it, 0 otherwise; where the course is unknown the last one holds. */
    private int[] senses() {
        int n = track.size();
        int[] senses = new int[n];
        Arrays.fill(senses, 0);
        int lo = 0;
        int hi = 0;
        int sense = 0;
        for (int i = 0; i < n; i++) {
            while (track.distance(i) - track.distance(lo) > REACH) {
                lo++;
            }
            while (hi + 1 < n && track.distance(hi) - track.distance(i) < REACH) {
                hi++;
            }
            double dx = track.x(hi) - track.x(lo);
            double dy = track.y(hi) - track.y(lo);
            if (Math.hypot(dx, dy) >= FEWEST_METRES) {
                double along = dx * ux + dy * uy;
                double off = Math.atan2(Math.abs(dy * ux - dx * uy), Math.abs(along));
                int here = along >= 0 ? 1 : -1;
                if (here == sense) {
                    sense = off > LEAVE ? 0 : sense;
                } else {
                    sense = off < ENTER ? here : 0;
                }
            }
            senses[i] = sense;
        }
        return senses;
    }
}
