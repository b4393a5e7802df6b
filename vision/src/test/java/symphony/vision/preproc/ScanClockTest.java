package symphony.vision.preproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.vision.BadData;

class ScanClockTest {
    private static final double FIRST = 1504099065.65;
    private static final ArchiveName SHORT = new ArchiveName("2017-08-30_13-17", "22179657", 13, 17);
    private static final ArchiveName NEXT = new ArchiveName("2017-08-30_13-17", "22179657", 13, 18);

    /** The first archive is 14.35 s long. */
    private static CameraLog log() {
        List<CameraLog.Frame> frames = new ArrayList<>();
        for (int n = 0; n < 800; n++) {
            frames.add(new CameraLog.Frame(n, FIRST + n / 20.0, 38, -122, Optional.of(n < 287 ? SHORT : NEXT)));
        }
        return new CameraLog(frames, true);
    }

    private static List<RowPart> joined(double offset) {
        return List.of(
                new RowPart(new PartName(SHORT, 1, Direction.DIR2, 1, 2), 3 + offset, 14.30 + offset, 1, ""),
                new RowPart(new PartName(NEXT, 1, Direction.DIR2, 2, 2), 14.35 + offset, 25 + offset, 1, ""));
    }

    @Test
    void cameras_that_start_together_need_no_correction() {
        assertThat(ScanClock.of(log(), joined(0), "x").start()).isEqualTo(FIRST);
    }

    @Test
    void a_part_inside_its_archive_asks_for_no_correction() {
        List<RowPart> part = List.of(new RowPart(new PartName(NEXT, 1, Direction.DIR2, 1, 1), 16, 25, 1, ""));
        assertThat(ScanClock.of(log(), part, "x").start()).isEqualTo(FIRST);
    }

    @Test
    void a_camera_that_began_later_than_the_scan_is_told_by_the_borders_of_its_archives() {
        assertThat(ScanClock.of(log(), joined(0.05), "x").start()).isCloseTo(FIRST - 0.05, within(1e-3));
        assertThat(ScanClock.of(log(), joined(1.2), "x").start()).isCloseTo(FIRST - 1.2, within(1e-3));
    }

    @Test
    void the_border_frames_belong_to_their_own_parts() {
        for (double offset : new double[] {0, 0.05, 0.35, 1.2}) {
            List<RowPart> parts = joined(offset);
            ScanClock clock = ScanClock.of(log(), parts, "x");
            assertThat(clock.holds(parts.get(0), FIRST + 286 / 20.0)).isTrue();
            assertThat(clock.holds(parts.get(0), FIRST + 287 / 20.0)).isFalse();
            assertThat(clock.holds(parts.get(1), FIRST + 286 / 20.0)).isFalse();
            assertThat(clock.holds(parts.get(1), FIRST + 287 / 20.0)).isTrue();
        }
    }

    @Test
    void a_map_of_another_drive_is_bad_data() {
        assertThatThrownBy(() -> ScanClock.of(log(), joined(30), "rvm.csv and log"))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("rvm.csv and log")
                .hasMessageContaining("do the scan's rvm again");
    }
}
