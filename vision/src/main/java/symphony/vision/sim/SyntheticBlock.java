package symphony.vision.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;

/** Made-up blocks of any size: straight rows that run north, row numbers that grow to the east. */
public final class SyntheticBlock {
    private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(-122.5, 38.5));

    private SyntheticBlock() {}

    /**
     * A client {@code synthetic} with one block {@code S}, and a scan that drives all its alleys, outer ones too.
     *
     * @param rowSpace metres
     * @param plantSpace metres
     * @param varieties the rows' varieties in turn, at least one
     */
    public static Client client(int rows, int vines, double rowSpace, double plantSpace, List<String> varieties) {
        List<Row> rowList = new ArrayList<>();
        for (int r = 1; r <= rows; r++) {
            String variety = varieties.get((r - 1) % varieties.size());
            List<Vine> vineList = new ArrayList<>();
            for (int v = 1; v <= vines; v++) {
                vineList.add(new Vine(v, at((r - 1) * rowSpace, (v - 1) * plantSpace), variety));
            }
            List<GeoPoint> line = List.of(at((r - 1) * rowSpace, 0), at((r - 1) * rowSpace, (vines - 1) * plantSpace));
            rowList.add(new Row("S-" + r, r, vines, line, vineList));
        }
        double east = (rows - 0.5) * rowSpace;
        double north = (vines - 0.5) * plantSpace;
        List<GeoPoint> outline = List.of(
                at(-rowSpace / 2, -plantSpace / 2),
                at(east, -plantSpace / 2),
                at(east, north),
                at(-rowSpace / 2, north),
                at(-rowSpace / 2, -plantSpace / 2));
        Block block = new Block("S", "S", rows, rowSpace, plantSpace, varieties.get(0), outline, rowList);
        return new Client(
                "synthetic",
                "Synthetic",
                List.of(new Farm("synthetic-farm", "Test Farm", List.of(block))),
                List.of(scan("Test Farm", "S", "2026-09-14_10-01", "2026-09-14T10:01:51.650Z")));
    }

    /** A scan that starts outside row 1: nothing on the left, row 1 on the right. */
    static Scan scan(String farm, String block, String scanId, String start) {
        TreeMap<String, Side> cameras = new TreeMap<>();
        cameras.put("22179657", Side.LEFT);
        cameras.put("22179677", Side.RIGHT);
        return new Scan(scanId, farm, List.of(block), cameras, 0, 1, 1, start, "");
    }

    private static GeoPoint at(double east, double north) {
        return PLANE.toDegrees(new Vec(east, north));
    }
}
