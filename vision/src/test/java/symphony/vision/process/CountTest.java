package symphony.vision.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.vision.process.World.Drive;
import symphony.vision.process.World.Film;
import symphony.vision.process.World.Fruit;

/** True boxes, simulated: what is measured is the counting, without any detector. */
class CountTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_cluster_is_counted_once_though_a_leaf_hides_it_now_and_then(long seed) {
        World world = new World(seed, 20, 12);
        List<Cluster> clusters = count(world, world.drive(0.2, 0.05), true);

        Match match = Match.of(world, clusters);
        double all = world.fruits.size();
        assertThat(clusters.size() / all).as("%s", match).isCloseTo(1, within(0.03));
        assertThat(match.duplicates() / all).as("%s", match).isLessThan(0.02);
        assertThat(match.rightVine() / (double) match.found()).as("%s", match).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void driven_the_other_way_the_count_is_the_same(long seed) {
        World world = new World(seed, 20, 10);
        Drive back = world.drive(0.1, 0.02).reversed();

        assertThat(share(world, count(world, back, true))).isCloseTo(1, within(0.03));
        assertThat(share(world, count(world, back, false))).isCloseTo(1, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void at_twice_the_distance_between_frames_the_count_is_nearly_the_same(long seed) {
        // four views a cluster are left, and of some a leaf hides three
        World world = new World(seed, 20, 10);

        assertThat(share(world, count(world, world.drive(0.1, 0.02).withStep(0.24), true)))
                .isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void where_the_image_motion_is_not_known_the_boxes_tell_the_scale(long seed) {
        World world = new World(seed, 20, 10);
        Count.Result result = run(world, world.film(world.drive(0.1, 0.02).withoutShifts(), false), true);

        assertThat(result.notes().scaleFrom()).isEqualTo("detections");
        assertThat(result.notes().metresPerPixel()).isCloseTo(-1.1 / 960, within(0.05 * 1.1 / 960));
        assertThat(result.clusters().size() / (double) world.fruits.size()).isCloseTo(1, within(0.03));
    }

    @Test
    void twice_the_clusters_are_about_twice_the_count() {
        World few = new World(5, 20, 6);
        World many = new World(5, 20, 12);

        assertThat(count(many, many.drive(0.1, 0.02), true).size()
                        / (double) count(few, few.drive(0.1, 0.02), true).size())
                .isCloseTo(2, within(0.08));
    }

    @Test
    void false_boxes_alone_make_next_to_no_clusters() {
        World world = new World(9, 20, 10);
        Film film = world.film(world.drive(0, 0), true);
        Random random = new Random(3);
        List<Detection> boxes = film.frames().stream()
                .filter(f -> random.nextInt(3) == 0)
                .map(f -> World.falseBox(f.number(), random))
                .toList();

        assertThat(run(world, new Film(film.frames(), boxes), true).clusters()).hasSizeLessThan(3);
    }

    @Test
    void the_same_boxes_in_another_order_give_the_same_clusters() {
        World world = new World(4, 10, 10);
        Film film = world.film(world.drive(0.2, 0.05), true);
        List<Detection> other = new ArrayList<>(film.boxes());
        Collections.reverse(other);

        assertThat(run(world, new Film(film.frames(), other), true)).isEqualTo(run(world, film, true));
    }

    @Test
    void what_is_in_view_in_the_first_or_last_frame_is_open() {
        World world = new World(3, 10, 8);
        Drive whole = world.drive(0, 0);
        List<Cluster> clusters = count(world, new Drive(5, 10, whole.step(), 0, 0, true), true);

        assertThat(clusters).filteredOn(Cluster::openAtStart).isNotEmpty().allMatch(c -> Math.abs(c.along() - 5) < 0.6);
        assertThat(clusters).filteredOn(Cluster::openAtEnd).isNotEmpty().allMatch(c -> Math.abs(c.along() - 10) < 0.6);
        assertThat(count(world, whole, true)).noneMatch(c -> c.openAtStart() || c.openAtEnd());
    }

    @Test
    void the_row_is_seen_where_frames_are_and_not_in_the_gap() {
        World world = new World(3, 10, 8);
        Film film = world.film(world.drive(0, 0), true);
        List<SelectedFrame> holed = film.frames().stream()
                .filter(f -> f.along() < 4 || f.along() > 8)
                .toList();
        List<Long> numbers = holed.stream().map(SelectedFrame::number).toList();
        List<Detection> boxes =
                film.boxes().stream().filter(b -> numbers.contains(b.frame())).toList();

        assertThat(run(world, new Film(holed, boxes), true).notes().seen())
                .hasSize(2)
                .anySatisfy(s -> assertThat(s.to()).isCloseTo(4.2, within(0.3)))
                .anySatisfy(s -> assertThat(s.from()).isCloseTo(7.8, within(0.3)));
    }

    private static double share(World world, List<Cluster> clusters) {
        return clusters.size() / (double) world.fruits.size();
    }

    private static List<Cluster> count(World world, Drive drive, boolean growsRight) {
        return run(world, world.film(drive, growsRight), growsRight).clusters().stream()
                .map(Count.Counted::cluster)
                .toList();
    }

    private static Count.Result run(World world, Film film, boolean forwardIsRight) {
        return new Count(film.frames(), film.boxes(), World.WIDTH, forwardIsRight, world.vines).run();
    }

    /** Counted less true is unmatched and duplicates less missed: a right total may hide all three. */
    private record Match(int found, int duplicates, int unmatched, int missed, int rightVine) {
        static Match of(World world, List<Cluster> clusters) {
            List<Fruit> taken = new ArrayList<>();
            int duplicates = 0;
            int unmatched = 0;
            int right = 0;
            for (Cluster c : clusters) {
                Fruit near = world.fruits.stream()
                        .min(Comparator.comparingDouble(f -> World.distance(f, c.along(), c.heightPx())))
                        .orElseThrow();
                if (World.distance(near, c.along(), c.heightPx()) > 0.09) {
                    unmatched++;
                } else if (taken.contains(near)) {
                    duplicates++;
                } else {
                    taken.add(near);
                    right += c.vine() != null && c.vine() == near.vine() ? 1 : 0;
                }
            }
            return new Match(taken.size(), duplicates, unmatched, world.fruits.size() - taken.size(), right);
        }
    }
}
