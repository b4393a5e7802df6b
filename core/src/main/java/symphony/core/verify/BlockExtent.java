package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;

/** The box around all that the registry knows of a block's place. */
record BlockExtent(double west, double south, double east, double north) {

    /** Empty where the registry has no geometry of the block, or one that is invalid. */
    static Optional<BlockExtent> of(Block block) {
        List<GeoPoint> points = new ArrayList<>(block.outline());
        block.rows().forEach(row -> {
            points.addAll(row.line());
            row.vines().forEach(vine -> {
                GeoPoint at = vine.location();
                if (at != null) {
                    points.add(at);
                }
            });
        });
        if (points.isEmpty() || !points.stream().allMatch(Ground::isValid)) {
            return Optional.empty();
        }
        return Optional.of(new BlockExtent(
                points.stream().mapToDouble(GeoPoint::longitude).min().orElseThrow(),
                points.stream().mapToDouble(GeoPoint::latitude).min().orElseThrow(),
                points.stream().mapToDouble(GeoPoint::longitude).max().orElseThrow(),
                points.stream().mapToDouble(GeoPoint::latitude).max().orElseThrow()));
    }

    /** Metres from the box; 0 inside. */
    double metresTo(GeoPoint p) {
        GeoPoint nearest = new GeoPoint(
                Math.min(Math.max(p.longitude(), west), east), Math.min(Math.max(p.latitude(), south), north));
        return Ground.metres(p, nearest);
    }
}
