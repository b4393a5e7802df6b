package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;

/** A row in the making: its vines and its line in order along it, from an end that may still have to change. */
final class RowDraft {
    private final int number;
    private final @Nullable LocalPlane plane;
    private List<SurveyPoint> vines;
    private List<GeoPoint> line;
    /** Whether numbers of the survey say at which end it begins. */
    private final boolean numbered;
    /** Whether it was drawn from one end to the other. */
    private final boolean drawn;

    RowDraft(
            int number,
            @Nullable LocalPlane plane,
            List<SurveyPoint> vines,
            List<GeoPoint> line,
            boolean numbered,
            boolean drawn) {
        this.number = number;
        this.plane = plane;
        this.vines = vines;
        this.line = line;
        this.numbered = numbered;
        this.drawn = drawn;
    }

    int number() {
        return number;
    }

    List<SurveyPoint> vines() {
        return vines;
    }

    List<GeoPoint> line() {
        return line;
    }

    boolean isNumbered() {
        return numbered && isLong();
    }

    boolean isDrawn() {
        return drawn && isLong();
    }

    /** Whether there are two ends to tell apart. */
    boolean isLong() {
        List<PlanePoint> way = way();
        return way.size() > 1 && way.get(0).distance(way.get(way.size() - 1)) > 0.1;
    }

    /** The vines' places, or where none was measured the line. */
    List<PlanePoint> way() {
        LocalPlane ground = plane;
        if (ground == null) {
            return List.of();
        }
        List<GeoPoint> measured =
                vines.stream().flatMap(v -> Stream.ofNullable(v.at())).toList();
        return (measured.size() > 1 || line.isEmpty() ? measured : line)
                .stream().map(ground::toPlane).toList();
    }

    PlanePoint first() {
        return way().get(0);
    }

    PlanePoint last() {
        List<PlanePoint> way = way();
        return way.get(way.size() - 1);
    }

    void turn() {
        vines = reversed(vines);
        line = reversed(line);
    }

    /** The line the other way alone: it runs as the vines do. */
    void turnLine() {
        line = reversed(line);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }
}
