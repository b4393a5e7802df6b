package symphony.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.registry.GeoPoint;

class TrackTest {
    private static final double SPEED = 1.5;
    private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(-0.5243, 53.2682));

    /** North at 1.5 m/s for a minute, 20 frames/s. */
    private static Track north(IntFunction<GeoPoint> fixAt) {
        List<Frame> frames = new ArrayList<>();
        for (int n = 0; n < 1200; n++) {
            GeoPoint fix = fixAt.apply(n);
            frames.add(new Frame(100 + n, 1e9 + n / 20.0, fix.latitude(), fix.longitude(), Optional.empty()));
        }
        return Track.of(new CameraLog(frames, false), PLANE, "a.csv");
    }

    private static double truth(int n) {
        return SPEED * n / 20;
    }

    private static GeoPoint fix(double x, double y) {
        return PLANE.toGeo(new PlanePoint(x, y));
    }

    private static void isTrue(Track track, double tolerance) {
        for (int n = 0; n < track.size(); n++) {
            assertThat(track.at(n).distance(new PlanePoint(0, truth(n))))
                    .as("frame %d", n)
                    .isLessThan(tolerance);
        }
    }

    @Test
    void a_perfect_log_is_followed() {
        Track track = north(n -> fix(0, truth(n)));
        isTrue(track, 0.05);
        assertThat(track.speed(600)).isEqualTo(SPEED, within(0.02));
        assertThat(track.heading(600)).isEqualTo(Math.PI / 2, within(0.02));
        assertThat(track.distance(1199)).isEqualTo(truth(1199), within(0.1));
        assertThat(track.indexOf(700)).hasValue(600);
        assertThat(track.at(1e9 + 30.025).y()).isEqualTo(SPEED * 30.025, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20, 40})
    void a_fix_that_is_repeated_until_the_next_one_does_not_make_steps(int frames) {
        Track track = north(n -> fix(0, truth(n / frames * frames)));
        isTrue(track, 0.2);
    }

    @Test
    void missing_fixes_and_zeros_and_jumps_are_passed_over() {
        Track track = north(n -> n % 50 < 10
                ? new GeoPoint(0, 0)
                : n % 50 == 20
                        ? fix(60, truth(n) - 80)
                        : n % 50 < 30 && n > 400 && n < 440 ? new GeoPoint(Double.NaN, Double.NaN) : fix(0, truth(n)));
        isTrue(track, 0.1);
    }

    @Test
    void a_receiver_that_freezes_for_ten_seconds_is_bridged() {
        isTrue(north(n -> fix(0, truth(n > 500 && n < 700 ? 500 : n))), 0.5);
    }

    @Test
    void noise_is_smoothed() {
        Random random = new Random(5);
        Track track = north(n -> fix(0.5 * random.nextGaussian(), truth(n) + 0.5 * random.nextGaussian()));
        double squares = 0;
        for (int n = 0; n < track.size(); n++) {
            squares += Math.pow(track.at(n).distance(new PlanePoint(0, truth(n))), 2);
        }
        assertThat(Math.sqrt(squares / track.size())).isLessThan(0.25);
    }

    @Test
    void a_log_without_positions_is_bad_data_that_names_it_and_says_what_to_do() {
        assertThatThrownBy(() -> north(n -> new GeoPoint(0, 0)))
                .isInstanceOf(NoGeometry.class)
                .hasMessageStartingWith("a.csv: 0 of 1200 frames have a GPS position")
                .hasMessageContaining("fill latitude and longitude");
    }

    @Test
    void the_plane_goes_both_ways_and_is_true_in_metres() {
        GeoPoint point = new GeoPoint(-0.53, 53.27);
        GeoPoint back = PLANE.toGeo(PLANE.toPlane(point));
        assertThat(back.longitude()).isEqualTo(point.longitude(), within(1e-12));
        assertThat(back.latitude()).isEqualTo(point.latitude(), within(1e-12));
        // a minute of latitude at 53° north is 1,854.9 m
        assertThat(PLANE.toPlane(new GeoPoint(-0.5243, 53.2682 + 1 / 60.0)).y()).isEqualTo(1854.9, within(1.0));
    }
}
