package symphony.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import symphony.core.task.Role;

/**
 * How long tasks of each role have taken of late on their way through this worker, and from it how many a slot needs around
 * the one that it runs, so that it never waits for storage: one of a role whose programs run long, several of a short one.
 */
final class Pace {
    /** However slow the storage is, no more is claimed ahead than a slot runs in this time. */
    private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

    private static final int MOST = 32;
    /** The weight of the newest measurement in the running mean. */
    private static final double NEWEST = 0.2;

    private final Map<Role, Means> roles = new EnumMap<>(Role.class);

    /** Running means in nanoseconds. */
    private static final class Means {
        private double fetch;
        private double run;
        private double publish;
    }

    /** A task has gone all the way; times in nanoseconds. */
    synchronized void measured(Role role, long fetch, long run, long publish) {
        Means known = roles.get(role);
        if (known == null) {
            Means first = new Means();
            first.fetch = fetch;
            first.run = run;
            first.publish = publish;
            roles.put(role, first);
        } else {
            known.fetch += NEWEST * (fetch - known.fetch);
            known.run += NEWEST * (run - known.run);
            known.publish += NEWEST * (publish - known.publish);
        }
    }

    /** How many tasks a slot needs ahead, so that the next one's inputs are here when its program ends; at least one. */
    synchronized int ahead(Role role) {
        Means known = roles.get(role);
        if (known == null) {
            return 1;
        }
        // twice over: half of them are claimed in one call, while the others cover the fetch
        int wanted = known.fetch <= known.run / 2 ? 1 : 2 * times(known.fetch, known.run);
        return clamp(Math.min(wanted, (int) Math.min(MOST, MOST_AHEAD.toNanos() / Math.max(1, known.run))));
    }

    /** How many tasks a slot leaves behind it before the first of them is published and done; at least one. */
    synchronized int behind(Role role) {
        Means known = roles.get(role);
        return known == null ? 1 : clamp(2 * times(known.publish, known.run));
    }

    /** Tasks held around a slot, whatever their roles. */
    int around(Collection<Role> served) {
        return served.stream()
                .mapToInt(role -> ahead(role) + behind(role))
                .max()
                .orElse(1);
    }

    private static int times(double stage, double run) {
        return (int) Math.min(MOST, Math.ceil(stage / Math.max(1, run)));
    }

    private static int clamp(int tasks) {
        return Math.max(1, Math.min(MOST, tasks));
    }
}
