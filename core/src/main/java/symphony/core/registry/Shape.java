package symphony.core.registry;

import java.util.List;

/**
 * A geometry of a file, its parts taken apart.
 *
 * @param pieces of points one piece that holds all, of a line one or more, of an area its outer ring
 */
record Shape(Kind kind, List<List<GeoPoint>> pieces) {
    enum Kind {
        POINTS,
        LINE,
        AREA
    }

    static Shape points(List<GeoPoint> points) {
        return new Shape(Kind.POINTS, List.of(points));
    }

    static Shape line(List<List<GeoPoint>> pieces) {
        return new Shape(Kind.LINE, pieces);
    }

    static Shape area(List<GeoPoint> ring) {
        return new Shape(Kind.AREA, List.of(ring));
    }

    boolean isEmpty() {
        return pieces.stream().allMatch(List::isEmpty);
    }
}
