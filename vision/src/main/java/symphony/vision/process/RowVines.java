package symphony.vision.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.BlockGeometry;
import symphony.core.geometry.VinePlace;
import symphony.core.session.Session;

/** Where the vines of a row stand. */
public final class RowVines {
    /** Metres; where nothing tells. */
    private static final double USUAL_PLANT_SPACE = 1.5;

    private RowVines() {}

    /**
     * As surveyed, else equally spaced; ordered by number, empty where the row's vines are not known.
     *
     * @param vines how many the row has, by {@code vpr.csv}; 0 where it does not say
     */
    public static List<VinePlace> of(Optional<Session> session, int row, int vines) {
        List<VinePlace> surveyed = session.flatMap(
                        s -> BlockGeometry.surveyed(s.block()).map(g -> g.vines(s.block(), row)))
                .orElse(List.of());
        return surveyed.isEmpty()
                ? spaced(vines, session.map(s -> s.block().plantSpace()).orElse(null))
                : surveyed;
    }

    private static List<VinePlace> spaced(int vines, @Nullable Double space) {
        double step = space != null && space > 0 ? space : USUAL_PLANT_SPACE;
        return IntStream.rangeClosed(1, vines)
                .mapToObj(v -> new VinePlace(v, (v - 1) * step))
                .toList();
    }
}
