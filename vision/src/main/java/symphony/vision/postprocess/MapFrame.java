package symphony.vision.postprocess;

import java.util.stream.DoubleStream;
import symphony.vision.postprocess.BlockMap.Line;
import symphony.vision.postprocess.BlockMap.Place;

/**
 * How metres become pixels: north up, the whole block inside a panel.
 *
 * @param scale pixels a metre
 */
record MapFrame(double minX, double maxY, double scale, double left, double top) {
    /** Metres left free around the block, for the numbers of the rows. */
    private static final double FREE = 3;

    /** The panel's height that suits a block shown this wide, within bounds. */
    static int heightFor(BlockMap map, int width, int least, int most) {
        double[] b = bounds(map);
        return (int) Math.max(least, Math.min(most, width * (b[3] - b[2]) / (b[1] - b[0])));
    }

    static MapFrame of(BlockMap map, int left, int top, int width, int height) {
        double[] b = bounds(map);
        double scale = Math.min(width / (b[1] - b[0]), height / (b[3] - b[2]));
        double restX = width - scale * (b[1] - b[0]);
        double restY = height - scale * (b[3] - b[2]);
        return new MapFrame(b[0], b[3], scale, left + restX / 2, top + restY / 2);
    }

    double x(Place p) {
        return left + (p.x() - minX) * scale;
    }

    double y(Place p) {
        return top + (maxY - p.y()) * scale;
    }

    /** Pixels between neighbouring vines or rows, whichever are closer. */
    double spacing(BlockMap map) {
        double closest = map.vines().entrySet().stream()
                .mapToDouble(e -> {
                    Place next = map.vines()
                            .get(new BlockMap.VineId(
                                    e.getKey().row(), e.getKey().vine() + 1));
                    return next == null
                            ? Double.POSITIVE_INFINITY
                            : Math.hypot(
                                    next.x() - e.getValue().x(),
                                    next.y() - e.getValue().y());
                })
                .filter(Double::isFinite)
                .sorted()
                .skip(map.vines().size() / 10)
                .findFirst()
                .orElse(1.5);
        return closest * scale;
    }

    /** Least and most of x and y, metres. */
    private static double[] bounds(BlockMap map) {
        double[] x = DoubleStream.concat(
                        map.vines().values().stream().mapToDouble(Place::x),
                        map.rows().values().stream()
                                .flatMapToDouble(
                                        (Line l) -> DoubleStream.of(l.from().x(), l.to().x())))
                .toArray();
        double[] y = DoubleStream.concat(
                        map.vines().values().stream().mapToDouble(Place::y),
                        map.rows().values().stream()
                                .flatMapToDouble(
                                        (Line l) -> DoubleStream.of(l.from().y(), l.to().y())))
                .toArray();
        double x0 = DoubleStream.of(x).min().orElse(0) - FREE;
        double x1 = DoubleStream.of(x).max().orElse(1) + FREE;
        double y0 = DoubleStream.of(y).min().orElse(0) - FREE;
        double y1 = DoubleStream.of(y).max().orElse(1) + FREE;
        return new double[] {x0, x1, y0, y1};
    }
}
