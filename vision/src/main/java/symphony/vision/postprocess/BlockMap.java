package symphony.vision.postprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.geometry.RowLine;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;
import symphony.core.session.Session;
import symphony.vision.postprocess.Summary.RowSum;
import symphony.vision.postprocess.Summary.VineSum;

/**
 * Where rows and vines lie on the map, metres.
 *
 * @param surveyed whether the places are real; else rows are drawn beside each other, as far apart as the registry says
 * @param rows by number, first vine's end first
 * @param vines by row and number
 */
record BlockMap(boolean surveyed, Map<Integer, Line> rows, Map<VineId, Place> vines) {
    private static final double USUAL_ROW_SPACE = 2.5;

    /** A vine's row and number. */
    record VineId(int row, int vine) {
        static VineId of(VineSum v) {
            return new VineId(v.row(), v.vine());
        }
    }

    /** @param geo null where the map is no real one */
    record Place(double x, double y, @Nullable GeoPoint geo) {}

    /** A row. */
    record Line(Place from, Place to) {}

    static BlockMap of(Session session, Summary summary) {
        Optional<BlockGeometry> geometry = BlockGeometry.surveyed(session.block());
        Map<Integer, Line> rows = new LinkedHashMap<>();
        Map<VineId, Place> vines = new LinkedHashMap<>();
        if (geometry.isPresent()) {
            BlockGeometry g = geometry.get();
            Map<VineId, GeoPoint> located = located(session.block());
            for (RowSum r : summary.rows()) {
                g.row(r.row())
                        .ifPresent(line -> rows.put(
                                r.row(), new Line(place(g.plane(), line, 0), place(g.plane(), line, line.length()))));
            }
            for (VineSum v : summary.vines()) {
                GeoPoint own = located.get(VineId.of(v));
                if (own != null) {
                    PlanePoint p = g.plane().toPlane(own);
                    vines.put(VineId.of(v), new Place(p.x(), p.y(), own));
                } else {
                    g.row(v.row()).ifPresent(line -> vines.put(VineId.of(v), place(g.plane(), line, v.along())));
                }
            }
            return new BlockMap(true, rows, vines);
        }
        Double stated = session.block().rowSpace();
        double space = stated != null && stated > 0 ? stated : USUAL_ROW_SPACE;
        Map<Integer, Double> length = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        summary.rows().forEach(r -> order.add(r.row()));
        for (VineSum v : summary.vines()) {
            vines.put(VineId.of(v), new Place(order.indexOf(v.row()) * space, v.along(), null));
            length.merge(v.row(), v.along(), Math::max);
        }
        for (int row : order) {
            double x = order.indexOf(row) * space;
            rows.put(row, new Line(new Place(x, 0, null), new Place(x, length.getOrDefault(row, 1.0), null)));
        }
        return new BlockMap(false, rows, vines);
    }

    private static Place place(LocalPlane plane, RowLine line, double along) {
        PlanePoint p = line.at(along);
        return new Place(p.x(), p.y(), plane.toGeo(p));
    }

    private static Map<VineId, GeoPoint> located(Block block) {
        Map<VineId, GeoPoint> map = new HashMap<>();
        for (Row row : block.rows()) {
            for (Vine vine : row.vines()) {
                GeoPoint at = vine.location();
                if (at != null) {
                    map.put(new VineId(row.number(), vine.number()), at);
                }
            }
        }
        return map;
    }
}
