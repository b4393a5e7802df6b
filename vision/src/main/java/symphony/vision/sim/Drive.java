package symphony.vision.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.Direction;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

/** The serpentine through all alleys from the one the scan starts in, outer ones included: one pose a frame. */
final class Drive {
    /** Metres driven straight past the rows' ends before turning: then no row is in sight. */
    private static final double RUN_OUT = 2.0;

    private static final double STEP = 0.01;

    private final BlockPlan plan;

    Drive(BlockPlan plan) {
        this.plan = plan;
    }

    /** @throws IllegalArgumentException where the scan does not say where it starts, or says what cannot be */
    List<Pose> poses(Scan scan, SimulatorSettings settings) {
        return sample(path(scan), settings);
    }

    /** The side that a camera sees from an alley; empty in turns, and where there is no row on that side. */
    Optional<RowSide> seen(Pose pose, Side camera) {
        if (pose.alley() == Pose.TURN) {
            return Optional.empty();
        }
        boolean higherOnRight = pose.forth() == plan.higherOnRight();
        boolean higher = (camera == Side.RIGHT) == higherOnRight;
        int row = higher ? pose.alley() + 1 : pose.alley();
        return row < 1 || row > plan.rows().size()
                ? Optional.empty()
                : Optional.of(new RowSide(row, higher ? Direction.DIR1 : Direction.DIR2));
    }

    private List<Pose> path(Scan scan) {
        int step = required(scan.direction(), scan, "direction");
        int left = required(scan.startLeft(), scan, "startleft");
        int right = required(scan.startRight(), scan, "startright");
        int rows = plan.rows().size();
        int alley = left != 0 && right != 0 ? Math.min(left, right) : Math.max(left, right) - (step == 1 ? 1 : 0);
        boolean outer = alley == 0 || alley == rows;
        if (Math.abs(step) != 1
                || alley < 0
                || alley > rows
                || (left == 0 || right == 0) != outer
                || (!outer && Math.abs(left - right) != 1)) {
            throw new IllegalArgumentException("scan " + scan.scanId() + " cannot start with row " + left
                    + " on the left, row " + right + " on the right and direction " + step + " in a block of " + rows
                    + " rows");
        }
        boolean higherOnRight = right == alley + 1 || (left == alley && alley > 0);
        boolean forth = higherOnRight == plan.higherOnRight();
        List<Pose> path = new ArrayList<>();
        for (int a = alley; a >= 0 && a <= rows; a += step, forth = !forth) {
            if (!path.isEmpty()) {
                turn(path, path.get(path.size() - 1), straightStart(a, forth));
            }
            straight(path, a, forth);
        }
        return path;
    }

    private static int required(@Nullable Integer value, Scan scan, String field) {
        if (value == null) {
            throw new IllegalArgumentException("scan " + scan.scanId() + " does not say its " + field);
        }
        return value;
    }

    private Vec straightStart(int alley, boolean forth) {
        Vec from = plan.alleyEnd(alley, forth);
        return from.minus(plan.alleyEnd(alley, !forth).minus(from).unit().times(RUN_OUT));
    }

    private void straight(List<Pose> path, int alley, boolean forth) {
        Vec from = straightStart(alley, forth);
        Vec whole = straightStart(alley, !forth).minus(from);
        double heading = Math.atan2(whole.y(), whole.x());
        int steps = (int) Math.ceil(whole.length() / STEP);
        for (int i = 0; i <= steps; i++) {
            path.add(new Pose(from.plus(whole.times((double) i / steps)), heading, alley, forth));
        }
    }

    /** Half an ellipse from the end of one alley to the beginning of the next. */
    private static void turn(List<Pose> path, Pose last, Vec to) {
        Vec middle = last.at().plus(to).times(0.5);
        Vec half = last.at().minus(to).times(0.5);
        Vec out = new Vec(Math.cos(last.heading()), Math.sin(last.heading())).times(half.length());
        int steps = (int) Math.ceil(Math.PI * half.length() / STEP);
        for (int i = 1; i < steps; i++) {
            double angle = Math.PI * i / steps;
            Vec at = middle.plus(half.times(Math.cos(angle))).plus(out.times(Math.sin(angle)));
            Vec ahead = out.times(Math.cos(angle)).minus(half.times(Math.sin(angle)));
            path.add(new Pose(at, Math.atan2(ahead.y(), ahead.x()), Pose.TURN, false));
        }
    }

    /** Drives the path at a speed that wavers, keeping to the lane as well as a driver does. */
    private static List<Pose> sample(List<Pose> path, SimulatorSettings settings) {
        Random random = new Random(settings.seed() * 31 + 7);
        double phase1 = random.nextDouble() * 6.28;
        double phase2 = random.nextDouble() * 6.28;
        List<Pose> poses = new ArrayList<>();
        double travelled = 0;
        for (int frame = 0; travelled < path.size() * STEP - STEP; frame++) {
            Pose p = path.get((int) (travelled / STEP));
            double sway = 0.06 * Math.sin(travelled / 3.1 + phase1) + 0.04 * Math.sin(travelled / 1.3 + phase2);
            Vec aside = new Vec(Math.cos(p.heading()), Math.sin(p.heading()))
                    .right()
                    .times(sway);
            poses.add(new Pose(p.at().plus(aside), p.heading(), p.alley(), p.forth()));
            double t = frame / (double) SimulatorSettings.FRAMES_PER_SECOND;
            double waver = 1 + 0.05 * Math.sin(t / 3.7 + phase2) + 0.03 * Math.sin(t / 1.1 + phase1);
            travelled += settings.speed() * waver / SimulatorSettings.FRAMES_PER_SECOND;
        }
        return poses;
    }
}
