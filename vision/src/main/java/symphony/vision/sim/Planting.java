package symphony.vision.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import symphony.core.artifact.Direction;

/** Hangs clusters on the vines: more on vigorous ones, none into each other. */
final class Planting {
    /** Clusters end before the end posts, where a drive along the row still sees them. */
    private static final double BEYOND_LAST_VINE = 0.3;

    private static final double LOWEST = 0.68;
    private static final double HIGHEST = 0.98;
    private static final int TRIES = 60;

    private final BlockPlan plan;
    private final SimulatorSettings settings;

    Planting(BlockPlan plan, SimulatorSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    List<PlantedCluster> on(RowSide side) {
        Random vigour = new Random(seed(side.row(), 0));
        Random random = new Random(seed(side.row(), side.side().number()));
        List<PlantedCluster> clusters = new ArrayList<>();
        List<BlockPlan.VinePlan> vines = plan.row(side.row()).vines();
        for (int i = 0; i < vines.size(); i++) {
            Look look = Look.of(vines.get(i).variety());
            double strength = Math.max(0.15, 1 + 0.3 * vigour.nextGaussian());
            double mean = settings.clustersPerVine() * look.crop * strength;
            int number = (int) Math.max(0, Math.round(mean + 0.8 * Math.sqrt(mean) * random.nextGaussian()));
            double left = i == 0 ? -BEYOND_LAST_VINE : middle(vines, i - 1);
            double right = i == vines.size() - 1 ? vines.get(i).along() + BEYOND_LAST_VINE : middle(vines, i);
            for (int n = 0; n < number; n++) {
                hang(side, vines.get(i).number(), left, right, look, random, clusters);
            }
        }
        return List.copyOf(clusters);
    }

    private static double middle(List<BlockPlan.VinePlan> vines, int i) {
        return (vines.get(i).along() + vines.get(i + 1).along()) / 2;
    }

    /** Tries places until the cluster hangs free; on a wall that is full it is left out. */
    private static void hang(
            RowSide side, int vine, double left, double right, Look look, Random random, List<PlantedCluster> others) {
        double length = 0.125 + 0.055 * random.nextDouble();
        double width = length * (0.62 + 0.18 * random.nextDouble());
        double border = 0.06;
        for (int i = 0; i < TRIES; i++) {
            double along = left + border + (right - left - 2 * border) * random.nextDouble();
            double height = LOWEST + (HIGHEST - LOWEST) * random.nextDouble();
            PlantedCluster cluster = new PlantedCluster(side, vine, along, height, width, length, look);
            if (others.stream().noneMatch(o -> touch(o, cluster))) {
                others.add(cluster);
                return;
            }
        }
    }

    private static boolean touch(PlantedCluster a, PlantedCluster b) {
        double dx = (a.along() - b.along()) / ((a.width() + b.width()) * 0.56);
        double dy = (a.height() - b.height()) / ((a.length() + b.length()) * 0.54);
        return dx * dx + dy * dy < 1;
    }

    private long seed(int row, int layer) {
        return settings.seed() * 1_000_003L + row * 101L + layer;
    }

    /** Both sides of all rows, in their order. */
    List<RowSide> sides() {
        List<RowSide> sides = new ArrayList<>();
        for (BlockPlan.RowPlan row : plan.rows()) {
            for (Direction side : Direction.values()) {
                sides.add(new RowSide(row.number(), side));
            }
        }
        return sides;
    }
}
