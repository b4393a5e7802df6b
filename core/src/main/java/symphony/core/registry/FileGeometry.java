package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/** GeoJSON geometry objects (RFC 7946) of a file: longitude before latitude, WGS 84. What is none is a finding. */
final class FileGeometry {
    private static final Set<String> TYPES = Set.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");

    private final List<Finding> findings;
    private final OffEarth offEarth;

    FileGeometry(List<Finding> findings) {
        this(findings, "");
    }

    /** @param crs the coordinate system that the file names; empty where it names none */
    FileGeometry(List<Finding> findings, String crs) {
        this.findings = findings;
        this.offEarth = new OffEarth(findings, crs);
    }

    static boolean isGeometry(YamlNode node) {
        return TYPES.contains(type(node));
    }

    /** All that a geometry is made of, collections in collections taken apart. */
    List<Shape> shapes(YamlNode node) {
        List<Shape> shapes = new ArrayList<>();
        gather(node, shapes);
        return shapes;
    }

    private void gather(YamlNode node, List<Shape> shapes) {
        String type = type(node);
        switch (type) {
            case "Point" -> add(Shape.points(Stream.ofNullable(point(node)).toList()), shapes);
            case "MultiPoint" ->
                add(
                        Shape.points(coordinates(node, "Point", type)
                                .map(c -> points(c.node()))
                                .orElse(List.of())),
                        shapes);
            case "LineString" -> add(Shape.line(List.of(line(node))), shapes);
            case "MultiLineString" ->
                add(
                        Shape.line(each(node, "LineString", type)
                                .map(n -> atLeast(2, points(n), n, "a line has at least two points"))
                                .toList()),
                        shapes);
            case "Polygon" -> add(Shape.area(ring(node)), shapes);
            case "MultiPolygon" -> each(node, "Polygon", type).forEach(n -> add(Shape.area(points(first(n))), shapes));
            case "GeometryCollection" -> {
                if (node instanceof YamlMap map && map.get("geometries").orElse(null) instanceof YamlList list) {
                    list.items().forEach(item -> gather(item, shapes));
                } else {
                    bad(node.place(), "the GeometryCollection has no geometries", "write its 'geometries'");
                }
            }
            default ->
                bad(
                        node.place(),
                        "a geometry is one of "
                                + String.join(", ", TYPES.stream().sorted().toList()) + ", found "
                                + (type.isEmpty() ? node.describe() : "a " + type),
                        "write a GeoJSON geometry");
        }
    }

    private Stream<YamlNode> each(YamlNode node, String type, String multi) {
        return coordinates(node, type, multi).stream()
                .flatMap(c -> c.node() instanceof YamlList list ? list.items().stream() : Stream.of(c.node()));
    }

    private static void add(Shape shape, List<Shape> shapes) {
        if (!shape.isEmpty()) {
            shapes.add(shape);
        }
    }

    /** The outer ring of a Polygon; of a MultiPolygon that of its first. */
    List<GeoPoint> ring(YamlNode node) {
        List<GeoPoint> ring = coordinates(node, "Polygon", "MultiPolygon")
                .map(c -> points(c.multi() ? first(first(c.node())) : first(c.node())))
                .orElse(List.of());
        return atLeast(4, ring, node, "a ring has at least four points, the last one the first again");
    }

    /** The points of a LineString; of a MultiLineString those of its first. */
    List<GeoPoint> line(YamlNode node) {
        List<GeoPoint> line = coordinates(node, "LineString", "MultiLineString")
                .map(c -> points(c.multi() ? first(c.node()) : c.node()))
                .orElse(List.of());
        return atLeast(2, line, node, "a line has at least two points");
    }

    @Nullable
    GeoPoint point(YamlNode node) {
        return coordinates(node, "Point", "MultiPoint")
                .flatMap(c -> position(c.multi() ? first(c.node()) : c.node()))
                .orElse(null);
    }

    /** The type it says, or nothing. */
    static String type(YamlNode node) {
        return node instanceof YamlMap map && map.get("type").orElse(null) instanceof YamlScalar type
                ? type.text()
                : "";
    }

    private record Coordinates(YamlNode node, boolean multi) {}

    private Optional<Coordinates> coordinates(YamlNode node, String type, String multi) {
        String found = type(node);
        if (!(node instanceof YamlMap map) || !(found.equals(type) || found.equals(multi))) {
            bad(
                    node.place(),
                    "expected a GeoJSON " + type + ", found " + (found.isEmpty() ? node.describe() : "a " + found),
                    "write {\"type\": \"" + type + "\", \"coordinates\": […]}");
            return Optional.empty();
        }
        Optional<YamlNode> coordinates = map.get("coordinates");
        if (coordinates.isEmpty()) {
            bad(node.place(), "the " + type + " has no coordinates", "write its coordinates");
        }
        return coordinates.map(c -> new Coordinates(c, found.equals(multi)));
    }

    private static YamlNode first(YamlNode node) {
        return node instanceof YamlList list && !list.items().isEmpty()
                ? list.items().get(0)
                : node;
    }

    private List<GeoPoint> points(YamlNode node) {
        if (!(node instanceof YamlList list)) {
            bad(node.place(), "coordinates must be a list, found " + node.describe(), "write a list of positions");
            return List.of();
        }
        List<GeoPoint> points = new ArrayList<>();
        for (YamlNode item : list.items()) {
            Optional<GeoPoint> point = position(item);
            if (point.isEmpty()) {
                return List.of(); // the first bad one is told; what follows it is mostly bad in the same way
            }
            points.add(point.get());
        }
        return points;
    }

    private Optional<GeoPoint> position(YamlNode node) {
        List<Double> numbers = node instanceof YamlList list
                ? list.items().stream()
                        .flatMap(n -> FileFields.number(n).stream())
                        .toList()
                : List.of();
        if (numbers.size() < 2 || numbers.size() != ((YamlList) node).items().size()) {
            bad(
                    node.place(),
                    "a position is [longitude, latitude], found " + node.describe(),
                    "write two numbers, degrees WGS 84");
            return Optional.empty();
        }
        return position(numbers.get(0), numbers.get(1), node.place());
    }

    /** The position, if there is such a place on earth. */
    Optional<GeoPoint> position(double longitude, double latitude, Place place) {
        if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
            offEarth.add(longitude, latitude, place);
            return Optional.empty();
        }
        return Optional.of(new GeoPoint(longitude, latitude));
    }

    private List<GeoPoint> atLeast(int least, List<GeoPoint> points, YamlNode node, String rule) {
        if (!points.isEmpty() && points.size() < least) {
            bad(node.place(), rule + ", found " + points.size(), "complete the geometry");
            return List.of();
        }
        return points;
    }

    private void bad(Place place, String message, String remedy) {
        findings.add(FindingCode.GEOMETRY_MALFORMED.at(place, message, remedy));
    }
}
