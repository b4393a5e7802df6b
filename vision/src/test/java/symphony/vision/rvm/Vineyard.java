package symphony.vision.rvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;
import symphony.core.session.Session;
import symphony.core.task.Role;

/** A block of straight rows: row 1 at across 0, the next to the right of the axis. Metres. */
record Vineyard(int rows, int vines, double rowSpace, double plantSpace, double axisDegrees) {
    static final String LEFT = "22179657";
    static final String RIGHT = "22179677";
    private static final double LATITUDE = 38.5;
    private static final double LONGITUDE = -122.5;
    private static final double METRES = 111_320;

    /** What the registry knows of the rows. */
    enum Survey {
        VINES,
        LINES,
        NOTHING
    }

    /** Five rows of twenty vines, as in the trials. */
    static Vineyard ofTheTrials() {
        return new Vineyard(5, 20, 2.4, 1.5, 90);
    }

    double length() {
        return (vines - 1) * plantSpace;
    }

    /**
     * @param across metres to the right of row 1
     * @param along metres from the first vines
     */
    GeoPoint at(double across, double along) {
        double a = Math.toRadians(axisDegrees);
        double x = along * Math.cos(a) + across * Math.sin(a);
        double y = along * Math.sin(a) - across * Math.cos(a);
        return new GeoPoint(LONGITUDE + x / (METRES * Math.cos(Math.toRadians(LATITUDE))), LATITUDE + y / METRES);
    }

    Block block(Survey survey) {
        List<Row> list = new ArrayList<>();
        for (int n = 1; n <= rows; n++) {
            double across = (n - 1) * rowSpace;
            List<Vine> stand = new ArrayList<>();
            for (int v = 1; v <= vines && survey == Survey.VINES; v++) {
                stand.add(new Vine(v, at(across, (v - 1) * plantSpace), "Merlot"));
            }
            List<GeoPoint> line = survey == Survey.LINES ? List.of(at(across, 0), at(across, length())) : List.of();
            list.add(new Row("r" + n, n, vines, line, stand));
        }
        return new Block("b1", "12D", rows, rowSpace, plantSpace, "Merlot", List.of(), list);
    }

    static Scan scan(
            String scanId, @Nullable Integer startLeft, @Nullable Integer startRight, @Nullable Integer direction) {
        return new Scan(
                scanId,
                "Upper Bench",
                List.of("12D"),
                new TreeMap<>(Map.of(LEFT, Side.LEFT, RIGHT, Side.RIGHT)),
                startLeft,
                startRight,
                direction,
                "",
                "");
    }

    Session session(Survey survey, Scan... scans) {
        return session(block(survey), scans);
    }

    static Session session(Block block, Scan... scans) {
        return new Session(
                "s1",
                "Oakridge Estates",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(scans),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }
}
