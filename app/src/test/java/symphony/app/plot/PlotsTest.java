package symphony.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.history.Event;
import symphony.app.history.StatusLog.Sample;

class PlotsTest {
    private static final Instant START = Instant.parse("2026-11-28T03:00:00Z");

    @TempDir
    Path directory;

    @Test
    void each_plot_is_written_as_well_formed_svg_and_as_png() throws Exception {
        List<Path> written = new Plots(tasks()::forEach, samples(), ZoneOffset.UTC).write(directory.resolve("plots"));
        assertThat(written).hasSize(6);
        for (Path file : written) {
            if (file.toString().endsWith(".svg")) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            } else {
                BufferedImage image = ImageIO.read(file.toFile());
                assertThat(image.getWidth()).isEqualTo(2_000);
            }
        }
        assertThat(Files.readString(directory.resolve("plots/remaining.svg")))
                .contains("detection:a &amp; b", "28 Nov 2026");
        assertThat(Files.readString(directory.resolve("plots/durations.svg"))).contains("30 tasks", "postprocess");
        assertThat(Files.readString(directory.resolve("plots/utilisation.svg"))).contains(">slots<");
    }

    @Test
    void what_there_is_nothing_to_show_of_is_not_drawn() throws IOException {
        assertThat(new Plots(sink -> {}, List.of(), ZoneOffset.UTC).write(directory))
                .isEmpty();
        assertThat(new Plots(tasks()::forEach, List.of(), ZoneOffset.UTC).write(directory))
                .hasSize(4);
    }

    @Test
    void many_queues_are_drawn_by_role() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            samples.add(
                    new Sample(START.plusSeconds(60L * i), 4, 4, Map.of("detection:s" + i, 5L, "process:s" + i, 2L)));
        }
        new Plots(sink -> {}, samples, ZoneOffset.UTC).write(directory);
        assertThat(Files.readString(directory.resolve("remaining.svg")))
                .contains(">detection<", ">process<")
                .doesNotContain("detection:s1");
    }

    @Test
    void the_busy_time_of_all_stretches_is_that_of_all_that_worked() {
        Busy busy = new Busy(10);
        busy.add(0.05, 0.95);
        busy.add(0.41, 0.42);
        busy.add(0, 1);
        assertThat(busy.means().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(9 + 0.1 + 10, within(1e-9));
        assertThat(busy.means().get(0)).isCloseTo(1.5, within(1e-9));
        assertThat(busy.means().get(9)).isCloseTo(1.5, within(1e-9));
    }

    private static List<Event> tasks() {
        return IntStream.range(0, 61)
                .mapToObj(i -> new Event(
                        Event.Kind.TASK,
                        START.plusSeconds(20L * i),
                        Duration.ofMillis(500L + 900L * i),
                        "s1",
                        i == 60 ? "postprocess" : i < 30 ? "detection" : "process",
                        "w",
                        "h",
                        "x",
                        "",
                        1))
                .toList();
    }

    private static List<Sample> samples() {
        return IntStream.range(0, 30)
                .mapToObj(i -> new Sample(
                        START.plusSeconds(60L * i), 4, 4, Map.of("detection:a & b", 30L - i, "process:s1", (long) i)))
                .toList();
    }
}
