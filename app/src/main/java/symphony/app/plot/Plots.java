package symphony.app.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.app.history.Events;
import symphony.app.history.StatusLog.Sample;
import symphony.app.plot.StackedTimes.Layer;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** The plots of a stretch of history: what remained in the queues, how many programs ran, how long tasks took. */
public final class Plots {
    private static final int BINS = 240;
    private static final int MOST_SAMPLES = 1_000;
    private static final int MOST_QUEUES = 8;

    private final Events tasks;
    private final List<Sample> samples;
    private final ZoneId zone;

    /**
     * @param tasks those that were done, in any order
     * @param samples looks at the queues; may be none
     * @param zone what the clock times are told in
     */
    public Plots(Events tasks, List<Sample> samples, ZoneId zone) {
        this.tasks = tasks;
        this.samples = samples.stream().sorted(Comparator.comparing(Sample::at)).toList();
        this.zone = zone;
    }

    /** Writes what there is something to show for, each as SVG and PNG; files of the same names are replaced. */
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        if (samples.size() > 1) {
            write(folder, "remaining", remaining(), written);
        }
        TaskTimes times = TaskTimes.of(tasks);
        if (!times.areNone()) {
            write(folder, "utilisation", utilisation(times), written);
            write(folder, "durations", durations(times), written);
        }
        return written;
    }

    private static void write(Path folder, String name, Figure figure, List<Path> written) throws IOException {
        written.add(Files.write(folder.resolve(name + ".svg"), figure.svg().getBytes(StandardCharsets.UTF_8)));
        written.add(Files.write(folder.resolve(name + ".png"), figure.png()));
    }

    private Figure remaining() {
        int every = 1 + (samples.size() - 1) / MOST_SAMPLES;
        List<Sample> shown = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (i % every == 0 || i == samples.size() - 1) {
                shown.add(samples.get(i));
            }
        }
        long queues = shown.stream()
                .flatMap(s -> s.remaining().keySet().stream())
                .distinct()
                .count();
        boolean byRole = queues > MOST_QUEUES;
        Map<String, List<Double>> values =
                new TreeMap<>(Comparator.comparing(Plots::order).thenComparing(q -> q));
        for (int i = 0; i < shown.size(); i++) {
            for (Map.Entry<String, Long> queue : shown.get(i).remaining().entrySet()) {
                String layer = byRole ? role(queue.getKey()) : queue.getKey();
                List<Double> counts =
                        values.computeIfAbsent(layer, l -> new ArrayList<>(Collections.nCopies(shown.size(), 0.0)));
                counts.set(i, counts.get(i) + queue.getValue());
            }
        }
        List<Layer> layers = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        values.forEach((queue, counts) ->
                layers.add(new Layer(queue, Colours.of(queue, seen.merge(role(queue), 1, Integer::sum) - 1), counts)));
        List<Instant> instants = shown.stream().map(Sample::at).toList();
        TimeAxis axis = new TimeAxis(instants.get(0), instants.get(instants.size() - 1), zone);
        return new StackedTimes(axis, instants, layers, false)
                .draw("Tasks remaining", byRole ? "tasks of all sessions by role" : "tasks by queue", null);
    }

    private static int order(String queue) {
        return QueueName.parse(queue)
                .map(QueueName::role)
                .or(() -> Role.parse(queue))
                .map(Role::ordinal)
                .orElse(Role.ALL.size());
    }

    private static String role(String queue) {
        return QueueName.parse(queue).map(q -> q.role().wireName()).orElse(queue);
    }

    private Figure utilisation(TaskTimes times) throws IOException {
        TimeAxis axis = new TimeAxis(times.from(), times.to(), zone);
        double bin = Duration.between(axis.from(), axis.to()).toMillis() / 1000.0 / BINS;
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            instants.add(axis.from().plusMillis(Math.round(i * bin * 1000)));
        }
        Map<Role, Busy> busy = new EnumMap<>(Role.class);
        tasks.forEach(task -> TaskTimes.role(task).ifPresent(role -> busy.computeIfAbsent(role, r -> new Busy(BINS))
                .add(axis.share(task.started()), axis.share(task.ended()))));
        List<Layer> layers = new ArrayList<>();
        busy.forEach((role, of) -> layers.add(new Layer(role.wireName(), Colours.of(role), of.means())));
        return new StackedTimes(axis, instants, layers, true).draw("Utilisation", "programs at work", slots(instants));
    }

    /** As many as there were when the queues were last looked at. */
    private @Nullable Layer slots(List<Instant> instants) {
        if (samples.isEmpty()) {
            return null;
        }
        List<Double> slots = new ArrayList<>();
        int next = 0;
        double known = samples.get(0).slots();
        for (Instant instant : instants) {
            while (next < samples.size() && !samples.get(next).at().isAfter(instant)) {
                known = samples.get(next++).slots();
            }
            slots.add(known);
        }
        return new Layer("slots", Colours.LIMIT, slots);
    }

    private static Figure durations(TaskTimes times) {
        List<Durations.Role> roles = new ArrayList<>();
        times.seconds()
                .forEach((role, seconds) -> roles.add(new Durations.Role(role.wireName(), Colours.of(role), seconds)));
        return Durations.draw(roles);
    }
}
