package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;

/**
 * Puts vines along rows of which only poles or a line are known, where a person says how far apart they stand or how many
 * there are. End poles stand half a plant space outside the first and the last vine.
 */
final class PlantVines {
    private final SurveyChoices choices;
    private final @Nullable LocalPlane plane;
    private int planted;
    private int bare;
    private double space = Double.NaN;

    PlantVines(SurveyChoices choices, @Nullable LocalPlane plane) {
        this.choices = choices;
        this.plane = plane;
    }

    /** @param counted how many the survey says the row has; null where it does not say it */
    List<Vine> along(List<GeoPoint> line, @Nullable Integer counted) {
        LocalPlane ground = plane;
        boolean asked =
                choices.plantSpace().isPresent() || choices.vinesPerRow().isPresent();
        if (ground == null || line.size() < 2 || !asked) {
            bare += line.size() < 2 || counted != null ? 0 : 1;
            return List.of();
        }
        List<PlanePoint> way = line.stream().map(ground::toPlane).toList();
        double length = 0;
        for (int i = 1; i < way.size(); i++) {
            length += way.get(i - 1).distance(way.get(i));
        }
        int vines = counted != null ? counted : choices.vinesPerRow().orElseGet(() -> 0);
        if (vines == 0) {
            vines = (int) Math.max(1, Math.round(length / choices.plantSpace().orElse(1)));
        }
        double step = choices.plantSpace().orElse(length / vines);
        double first = (length - (vines - 1) * step) / 2;
        List<Vine> planted = new ArrayList<>();
        for (int v = 0; v < vines; v++) {
            planted.add(new Vine(v + 1, ground.toGeo(at(way, first + v * step)), ""));
        }
        this.planted += vines;
        this.space = step;
        return planted;
    }

    private static PlanePoint at(List<PlanePoint> way, double along) {
        double left = along;
        for (int i = 1; i < way.size(); i++) {
            PlanePoint a = way.get(i - 1);
            PlanePoint b = way.get(i);
            double piece = a.distance(b);
            if (left <= piece || i == way.size() - 1) {
                double w = piece == 0 ? 0 : left / piece;
                return new PlanePoint((1 - w) * a.x() + w * b.x(), (1 - w) * a.y() + w * b.y());
            }
            left -= piece;
        }
        return way.get(0);
    }

    Optional<String> note() {
        if (planted == 0 && bare > 0) {
            return Optional.of(
                    "how many vines stand in the rows is not known; --plant-space or --vines-per-row puts them there");
        }
        return planted == 0
                ? Optional.empty()
                : Optional.of(planted + " vines were put along the rows; their places are not measured");
    }

    /** What was measured, else what was said or follows from it. */
    @Nullable
    Double spaceOr(@Nullable Double measured) {
        if (planted == 0) {
            return measured == null && choices.plantSpace().isPresent()
                    ? Double.valueOf(choices.plantSpace().getAsDouble())
                    : measured;
        }
        return Math.round(space * 100) / 100.0;
    }
}
