package symphony.app.results;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.MalformedFile;
import symphony.core.registry.GeoPoint;

/**
 * A vine as a summary tells of it; null is what it does not tell.
 *
 * @param along metres along the row from its first vine
 */
record CountedVine(
        int row,
        int vine,
        @Nullable Integer clusters,
        @Nullable Integer dir1,
        @Nullable Integer dir2,
        @Nullable BigDecimal coverage,
        @Nullable BigDecimal along,
        @Nullable GeoPoint at) {

    /** Takes in vines, one after the other. */
    @FunctionalInterface
    interface Sink {
        void vine(CountedVine vine) throws java.io.IOException;
    }

    /** @throws MalformedFile where a number cannot be */
    CountedVine {
        check(row > 0, "row", row);
        check(vine > 0, "vine", vine);
        check(clusters == null || clusters >= 0, "clusters", clusters);
        check(
                coverage == null || (coverage.signum() >= 0 && coverage.compareTo(BigDecimal.ONE) <= 0),
                "coverage",
                coverage);
        check(at == null || (Math.abs(at.longitude()) <= 180 && Math.abs(at.latitude()) <= 90), "position", at);
    }

    private static void check(boolean is, String what, @Nullable Object value) {
        if (!is) {
            throw new MalformedFile(what + " cannot be " + value);
        }
    }
}
