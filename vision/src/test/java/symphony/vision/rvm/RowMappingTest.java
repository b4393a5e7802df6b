package symphony.vision.rvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.geometry.NoGeometry;
import symphony.core.registry.Scan;
import symphony.vision.BadData;
import symphony.vision.rvm.Drive.Gps;
import symphony.vision.rvm.Vineyard.Survey;

class RowMappingTest {
    private static final String SCAN = "2017-08-30_13-17";
    private static final String SECOND_SCAN = "2017-08-30_14-11";

    private final Vineyard vineyard = Vineyard.ofTheTrials();
    private final List<String> remarks = new ArrayList<>();

    /** Row side and camera, as {@code 2-dir1-22179657}. */
    private static Set<String> sides(RowVideoMap map) {
        return map.parts().stream()
                .map(p -> p.name().row() + "-" + p.name().direction().wireName() + "-"
                        + p.name().archive().camera())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one pass through alley {@code a} shows, row numbers growing to the right of the axis. */
    private Set<String> seen(int alley, boolean up) {
        Set<String> sides = new TreeSet<>();
        if (alley >= 1) {
            sides.add(alley + "-dir2-" + (up ? Vineyard.LEFT : Vineyard.RIGHT));
        }
        if (alley < vineyard.rows()) {
            sides.add((alley + 1) + "-dir1-" + (up ? Vineyard.RIGHT : Vineyard.LEFT));
        }
        return sides;
    }

    private Set<String> seenInSerpentine(int... alleys) {
        Set<String> sides = new TreeSet<>();
        boolean up = true;
        for (int alley : alleys) {
            sides.addAll(seen(alley, up));
            up = !up;
        }
        return sides;
    }

    private static Map<LogName, CameraLog> logs(String scanId, Drive drive, Gps gps) {
        Map<LogName, CameraLog> logs = new HashMap<>();
        for (String camera : List.of(Vineyard.LEFT, Vineyard.RIGHT)) {
            logs.put(new LogName(scanId, camera), drive.log(scanId, camera, gps));
        }
        return logs;
    }

    private RowVideoMap map(Survey survey, Scan scan, Drive drive, Gps gps) {
        return new RowMapping(vineyard.session(survey, scan), logs(SCAN, drive, gps), remarks::add).map();
    }

    private RowVideoMap map(Drive drive) {
        return map(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1), drive, Gps.good());
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void a_serpentine_shows_every_inner_row_side_once_each_camera_keeping_to_one_parity(Survey survey) {
        Drive drive = Drive.serpentine(vineyard, 1, 2, 3, 4);
        RowVideoMap map = map(survey, Vineyard.scan(SCAN, 1, 2, 1), drive, Gps.good());
        assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2, 3, 4)).hasSize(8);
        assertThat(map.parts()).allSatisfy(p -> {
            boolean odd = p.name().row() % 2 == 1;
            assertThat(p.name().archive().camera()).isEqualTo(odd ? Vineyard.LEFT : Vineyard.RIGHT);
            assertThat(p.pass()).isEqualTo(1);
            assertThat(p.varietal()).isEqualTo("Merlot");
        });
    }

    @Test
    void parts_of_a_row_side_join_at_the_next_frame_and_lie_in_the_archive_of_the_log() {
        Drive drive = Drive.serpentine(vineyard, 1, 2, 3, 4);
        Map<LogName, CameraLog> logs = logs(SCAN, drive, Gps.good());
        RowVideoMap map =
                new RowMapping(vineyard.session(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1)), logs, remarks::add).map();
        assertThat(map.parts()).anySatisfy(p -> assertThat(p.name().of()).isGreaterThan(1));
        for (RowPart part : map.parts()) {
            CameraLog log = logs.get(new LogName(SCAN, part.name().archive().camera()));
            for (double at : new double[] {part.start(), part.end()}) {
                CameraLog.Frame frame = log.frames().get((int) Math.round(at * 20));
                assertThat(frame.archive()).contains(part.name().archive());
            }
            if (part.name().part() < part.name().of()) {
                assertThat(map.parts()).anySatisfy(next -> {
                    assertThat(next.name().row()).isEqualTo(part.name().row());
                    assertThat(next.name().direction()).isEqualTo(part.name().direction());
                    assertThat(next.name().part()).isEqualTo(part.name().part() + 1);
                    assertThat(next.start()).isEqualTo(part.end() + 0.05, within(1e-9));
                });
            }
        }
        RowVideoMap again = RowVideoMap.parse(map.format(), "rvm.csv");
        assertThat(again).isEqualTo(map);
    }

    @Test
    void a_row_side_is_clipped_where_the_row_ends() {
        RowVideoMap map = map(Drive.serpentine(vineyard, 1));
        double speed = 1.5;
        for (RowPart p : map.parts()) {
            if (p.name().part() == 1) {
                assertThat(p.start()).isEqualTo((2 - 0.75) / speed, within(0.4));
            }
            if (p.name().part() == p.name().of()) {
                assertThat(p.end()).isEqualTo((2 + vineyard.length() + 0.75) / speed, within(0.4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "2, 0.5, 0",
        "3, -0.5, 0",
        "4, 0.35, 0.35",
        "5, -0.35, -0.35",
        "6, 0, 0.5",
        "7, 0.5, 0",
        "8, -0.5, 0"
    })
    void every_row_is_right_at_half_a_metre_of_noise_and_bias(long seed, double across, double along) {
        for (int framesPerFix : new int[] {1, 4, 20}) {
            Gps gps = new Gps(seed, 0.5, across, along, framesPerFix);
            for (Survey survey : Survey.values()) {
                RowVideoMap map =
                        map(survey, Vineyard.scan(SCAN, 1, 2, 1), Drive.serpentine(vineyard, 1, 2, 3, 4, 5), gps);
                assertThat(sides(map))
                        .as("%s, a fix every %d frames", survey, framesPerFix)
                        .isEqualTo(seenInSerpentine(1, 2, 3, 4, 5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void an_alley_may_be_skipped(Survey survey) {
        RowVideoMap map = map(survey, Vineyard.scan(SCAN, 1, 2, 1), Drive.serpentine(vineyard, 1, 3, 4), Gps.good());
        assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 3, 4));
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void outer_alleys_show_one_row_each(Survey survey) {
        RowVideoMap map =
                map(survey, Vineyard.scan(SCAN, 0, 1, 1), Drive.serpentine(vineyard, 0, 1, 2, 3, 4, 5), Gps.good());
        assertThat(sides(map)).isEqualTo(seenInSerpentine(0, 1, 2, 3, 4, 5)).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void a_scan_may_start_at_the_last_row_and_go_down(Survey survey) {
        RowVideoMap map =
                map(survey, Vineyard.scan(SCAN, 5, 0, -1), Drive.serpentine(vineyard, 5, 4, 3, 2, 1, 0), Gps.good());
        assertThat(sides(map)).isEqualTo(seenInSerpentine(5, 4, 3, 2, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void a_scan_may_start_at_the_far_end(Survey survey) {
        Drive drive = new Drive(vineyard)
                .through(4, false)
                .through(3, true)
                .through(2, false)
                .through(1, true);
        RowVideoMap map = map(survey, Vineyard.scan(SCAN, 5, 4, -1), drive, Gps.good());
        Set<String> expected = new TreeSet<>();
        expected.addAll(seen(4, false));
        expected.addAll(seen(3, true));
        expected.addAll(seen(2, false));
        expected.addAll(seen(1, true));
        assertThat(sides(map)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 17, 123, 200, 271, 340})
    void the_rows_may_lie_in_any_direction(double degrees) {
        Vineyard turned = new Vineyard(5, 20, 2.4, 1.5, degrees);
        for (Survey survey : Survey.values()) {
            RowVideoMap map = new RowMapping(
                            turned.session(survey, Vineyard.scan(SCAN, 1, 2, 1)),
                            logs(SCAN, Drive.serpentine(turned, 1, 2, 3, 4), Gps.good()),
                            remarks::add)
                    .map();
            assertThat(sides(map)).as("%s", survey).isEqualTo(seenInSerpentine(1, 2, 3, 4));
        }
    }

    @ParameterizedTest
    @EnumSource(Survey.class)
    void driving_a_row_again_counts_a_second_pass(Survey survey) {
        Drive drive =
                Drive.serpentine(vineyard, 1, 2).stand(70).through(2, true).through(3, false);
        RowVideoMap map = map(survey, Vineyard.scan(SCAN, 1, 2, 1), drive, Gps.good());
        Set<String> expected = seenInSerpentine(1, 2);
        expected.addAll(seen(2, true));
        expected.addAll(seen(3, false));
        assertThat(sides(map)).isEqualTo(expected);
        assertThat(map.parts().stream()
                        .filter(p -> p.name().row() == 3 && p.name().direction().number() == 1)
                        .map(RowPart::pass)
                        .distinct())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void standing_in_a_row_does_not_cut_the_pass() {
        Drive drive = Drive.serpentine(vineyard, 1);
        drive.turnInto(2, vineyard.length() + 2)
                .go(drive.across(2), 15)
                .stand(30)
                .go(drive.across(2), -2)
                .through(3, true);
        for (Gps gps : List.of(Gps.good(), new Gps(3, 0.5, 0.3, 0, 4))) {
            RowVideoMap map = map(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1), drive, gps);
            assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2, 3));
            assertThat(map.parts()).allSatisfy(p -> assertThat(p.pass()).isEqualTo(1));
        }
    }

    @Test
    void backing_up_in_a_row_keeps_the_sides() {
        Drive drive = Drive.serpentine(vineyard, 1);
        drive.turnInto(2, vineyard.length() + 2)
                .go(drive.across(2), 10)
                .go(drive.across(2), 20)
                .go(drive.across(2), -2)
                .through(3, true);
        for (Gps gps : List.of(Gps.good(), new Gps(3, 0.5, 0.3, 0, 4))) {
            RowVideoMap map = map(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1), drive, gps);
            assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2, 3));
            assertThat(map.parts()).allSatisfy(p -> assertThat(p.pass()).isEqualTo(1));
        }
    }

    @Test
    void two_passes_along_one_row_side_in_one_archive_leave_the_better_covered_and_say_so() {
        // the camera sees 20 m, then, in the same minute, the whole row
        Vineyard small = new Vineyard(3, 9, 2.4, 1.5, 90);
        Drive drive = new Drive(small, 3);
        drive.go(drive.across(1), -2)
                .stand(15)
                .go(drive.across(1), 9)
                .go(drive.across(1), -2)
                .go(drive.across(1), -14)
                .go(drive.across(1) + 5, -16)
                .go(drive.across(1) + 5, -20)
                .go(drive.across(1), -18)
                .go(drive.across(1), 14);
        Map<LogName, CameraLog> logs = logs(SCAN, drive, Gps.good());
        RowVideoMap map =
                new RowMapping(small.session(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1)), logs, remarks::add).map();
        assertThat(map.parts()).hasSize(2);
        assertThat(map.parts()).allSatisfy(p -> assertThat(p.end()).isGreaterThan(30));
        assertThat(remarks).anySatisfy(r -> assertThat(r).contains("driven twice in archive"));
    }

    @Test
    void passes_are_counted_over_the_scans_of_a_session() {
        Map<LogName, CameraLog> logs = logs(SCAN, Drive.serpentine(vineyard, 1, 2), Gps.good());
        Drive second = new Drive(vineyard).through(4, true).through(3, false).through(2, true);
        for (String camera : List.of(Vineyard.LEFT, Vineyard.RIGHT)) {
            logs.put(new LogName(SECOND_SCAN, camera), second.log(SECOND_SCAN, camera, Gps.good(), Drive.START + 3240));
        }
        for (Survey survey : Survey.values()) {
            RowVideoMap map = new RowMapping(
                            vineyard.session(
                                    survey, Vineyard.scan(SCAN, 1, 2, 1), Vineyard.scan(SECOND_SCAN, 4, 5, -1)),
                            logs,
                            remarks::add)
                    .map();
            Set<String> expected = seenInSerpentine(1, 2);
            expected.addAll(seen(4, true));
            expected.addAll(seen(3, false));
            expected.addAll(seen(2, true));
            assertThat(sides(map)).isEqualTo(expected);
            assertThat(map.parts().stream()
                            .filter(p -> p.name().row() == 2
                                    && p.name().direction().number() == 2
                                    && p.name().archive().scanId().equals(SECOND_SCAN)))
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.pass()).isEqualTo(2));
        }
    }

    @Test
    void a_drive_outside_the_block_is_left_out() {
        Drive drive = Drive.serpentine(vineyard, 8, 7);
        assertThatThrownBy(() -> map(drive))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("no scan of this session drives along a row");
    }

    @Test
    void wrong_start_rows_do_not_overrule_good_positions_and_are_told() {
        RowVideoMap map =
                map(Survey.VINES, Vineyard.scan(SCAN, 3, 4, 1), Drive.serpentine(vineyard, 1, 2, 3, 4), Gps.good());
        assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2, 3, 4));
        assertThat(remarks).anySatisfy(r -> assertThat(r).contains("startleft 3"));
    }

    @Test
    void start_rows_decide_where_positions_alone_cannot() {
        Gps gps = new Gps(1, 0.05, 1.15, 0, 1);
        RowVideoMap map = map(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1), Drive.serpentine(vineyard, 1, 2, 3), gps);
        assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2, 3));
    }

    @Test
    void a_log_without_file_names_is_bad_data_and_says_what_to_run() {
        Map<LogName, CameraLog> logs = logs(SCAN, Drive.serpentine(vineyard, 1, 2), Gps.good());
        logs.replaceAll((name, log) -> new CameraLog(
                log.frames().stream()
                        .map(f -> new CameraLog.Frame(
                                f.number(), f.timestamp(), f.latitude(), f.longitude(), Optional.empty()))
                        .toList(),
                false));
        RowMapping mapping =
                new RowMapping(vineyard.session(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1)), logs, remarks::add);
        assertThatThrownBy(mapping::map).isInstanceOf(BadData.class).hasMessageContaining("symphony scan fix-log");
    }

    @Test
    void a_log_without_positions_is_bad_data_and_is_named() {
        Map<LogName, CameraLog> logs = logs(SCAN, Drive.serpentine(vineyard, 1, 2), Gps.good());
        logs.replaceAll((name, log) -> new CameraLog(
                log.frames().stream()
                        .map(f -> new CameraLog.Frame(f.number(), f.timestamp(), 0, 0, f.archive()))
                        .toList(),
                true));
        RowMapping mapping =
                new RowMapping(vineyard.session(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1)), logs, remarks::add);
        assertThatThrownBy(mapping::map).isInstanceOf(NoGeometry.class).hasMessageContaining(SCAN + "_");
    }

    @Test
    void one_camera_without_positions_goes_by_the_other() {
        Map<LogName, CameraLog> logs = logs(SCAN, Drive.serpentine(vineyard, 1, 2), Gps.good());
        logs.computeIfPresent(
                new LogName(SCAN, Vineyard.LEFT),
                (name, log) -> new CameraLog(
                        log.frames().stream()
                                .map(f -> new CameraLog.Frame(
                                        f.number(), f.timestamp(), Double.NaN, Double.NaN, f.archive()))
                                .toList(),
                        true));
        RowVideoMap map =
                new RowMapping(vineyard.session(Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1)), logs, remarks::add).map();
        assertThat(sides(map)).isEqualTo(seenInSerpentine(1, 2));
    }

    @Test
    void nothing_to_tell_rows_by_is_bad_data_that_says_what_to_add() {
        assertThatThrownBy(() -> map(
                        Survey.NOTHING,
                        Vineyard.scan(SCAN, null, null, null),
                        Drive.serpentine(vineyard, 1, 2),
                        Gps.good()))
                .isInstanceOf(NoGeometry.class)
                .hasMessageContaining("startleft and startright");
    }

    @Test
    void vines_per_row_come_from_the_registry() {
        assertThat(new RowMapping(vineyard.session(Survey.LINES, Vineyard.scan(SCAN, 1, 2, 1)), Map.of(), remarks::add)
                        .vines()
                        .vines())
                .hasSize(5)
                .allSatisfy((row, vines) -> assertThat(vines).isEqualTo(20));
    }
}
