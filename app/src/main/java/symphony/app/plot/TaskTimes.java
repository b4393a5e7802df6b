package symphony.app.plot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.app.history.Event;
import symphony.app.history.Events;
import symphony.core.task.Role;

/**
 * What the plots need to know of all tasks before they go through them: when the first began and the last ended, and how
 * long those of each role took.
 *
 * @param from after {@code to} where no task was done
 * @param seconds ascending
 */
record TaskTimes(Instant from, Instant to, Map<Role, List<Double>> seconds) {
    static TaskTimes of(Events tasks) throws IOException {
        Instant[] edges = {Instant.MAX, Instant.MIN};
        Map<Role, List<Double>> seconds = new EnumMap<>(Role.class);
        tasks.forEach(task -> {
            edges[0] = task.started().isBefore(edges[0]) ? task.started() : edges[0];
            edges[1] = task.ended().isAfter(edges[1]) ? task.ended() : edges[1];
            role(task).ifPresent(role -> seconds.computeIfAbsent(role, r -> new ArrayList<>())
                    .add(task.took().toMillis() / 1000.0));
        });
        seconds.values().forEach(Collections::sort);
        return new TaskTimes(edges[0], edges[1], seconds);
    }

    boolean areNone() {
        return from.isAfter(to);
    }

    static Optional<Role> role(Event task) {
        return Role.parse(task.role());
    }
}
