package symphony.vision.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.Direction;
import symphony.core.registry.Client;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

class DriveTest {
    private final SimulatorSettings settings = SimulatorSettings.small(1);
    private final Client client = SyntheticBlock.client(3, 6, 2.4, 1.4, List.of("Merlot"));
    private final BlockPlan plan = BlockPlan.of(client.farms().get(0).blocks().get(0));
    private final Drive drive = new Drive(plan);

    @Test
    void it_passes_every_side_of_every_row_once_in_a_serpentine() {
        assertThat(seen(client.scans().get(0), Side.RIGHT))
                .containsExactly(
                        side(1, Direction.DIR1),
                        side(1, Direction.DIR2),
                        side(3, Direction.DIR1),
                        side(3, Direction.DIR2));
        assertThat(seen(client.scans().get(0), Side.LEFT))
                .containsExactly(side(2, Direction.DIR1), side(2, Direction.DIR2));
    }

    @Test
    void it_may_start_between_two_rows() {
        Scan scan = starting(1, 2, 1);
        assertThat(seen(scan, Side.LEFT))
                .containsExactly(side(1, Direction.DIR2), side(3, Direction.DIR1), side(3, Direction.DIR2));
        assertThat(seen(scan, Side.RIGHT)).containsExactly(side(2, Direction.DIR1), side(2, Direction.DIR2));
    }

    @Test
    void it_may_start_beyond_the_last_row_and_go_down() {
        Scan scan = starting(0, 3, -1);
        assertThat(seen(scan, Side.RIGHT)).startsWith(side(3, Direction.DIR2));
        assertThat(seen(scan, Side.LEFT)).startsWith(side(2, Direction.DIR2));
    }

    @Test
    void what_is_on_the_left_lies_to_the_left_of_the_heading() {
        for (Pose pose : drive.poses(client.scans().get(0), settings)) {
            drive.seen(pose, Side.LEFT).ifPresent(seen -> {
                BlockPlan.RowPlan row = plan.row(seen.row());
                Vec towardsRow = row.at(row.alongOf(pose.at())).minus(pose.at());
                Vec right = new Vec(Math.cos(pose.heading()), Math.sin(pose.heading())).right();
                assertThat(towardsRow.dot(right)).isNegative();
                assertThat(towardsRow.length()).isBetween(1.0, 1.4);
            });
        }
    }

    @Test
    void the_right_of_a_picture_is_where_a_camera_on_the_left_drives_to() {
        for (Pose pose : drive.poses(client.scans().get(0), settings)) {
            for (Side camera : Side.values()) {
                drive.seen(pose, camera).ifPresent(seen -> assertThat(plan.imageSign(seen) == 1)
                        .isEqualTo(pose.forth() == (camera == Side.LEFT)));
            }
        }
    }

    @Test
    void a_start_that_cannot_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drive.poses(starting(1, 3, 1), settings))
                .withMessageContaining("cannot start with row 1 on the left, row 3 on the right");
    }

    private List<RowSide> seen(Scan scan, Side camera) {
        List<RowSide> sides = new ArrayList<>();
        for (Pose pose : drive.poses(scan, settings)) {
            drive.seen(pose, camera).filter(s -> !sides.contains(s)).ifPresent(sides::add);
        }
        return sides;
    }

    private static RowSide side(int row, Direction side) {
        return new RowSide(row, side);
    }

    private Scan starting(int left, int right, int direction) {
        Scan s = client.scans().get(0);
        return new Scan(s.scanId(), s.farm(), s.blocks(), s.cameras(), left, right, direction, s.start(), s.end());
    }
}
