package symphony.core.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/**
 * Reads a survey as GeoJSON features: points are vines, or poles where their id says so; lines are rows; a polygon is
 * the block's outline. Row and number come from the properties.
 */
final class GeoJsonImport {
    private final ColumnNames names;
    private final List<Finding> findings;
    private final FileGeometry geometry;
    private final Survey survey;

    private GeoJsonImport(ColumnNames names, List<Finding> findings) {
        this.names = names;
        this.findings = findings;
        this.geometry = new FileGeometry(findings);
        this.survey = new Survey(findings);
    }

    static boolean isGeoJson(YamlNode root) {
        String type = FileGeometry.type(root);
        return type.equals("FeatureCollection") || type.equals("Feature");
    }

    static Survey read(YamlNode root, ColumnNames names, List<Finding> findings) {
        GeoJsonImport in = new GeoJsonImport(names, findings);
        if (FileGeometry.type(root).equals("Feature")) {
            in.feature(root);
            return in.survey;
        }
        Optional<YamlNode> features = root instanceof YamlMap map ? map.get("features") : Optional.empty();
        if (features.isPresent() && features.get() instanceof YamlList list) {
            list.items().forEach(in::feature);
        } else {
            in.bad(root.place(), "the FeatureCollection has no list of features", "write its 'features'");
        }
        return in.survey;
    }

    private void feature(YamlNode node) {
        YamlNode shape = node instanceof YamlMap map ? map.get("geometry").orElse(null) : null;
        if (shape == null || !(node instanceof YamlMap feature)) {
            bad(node.place(), "a feature has a geometry, found " + node.describe(), "write a GeoJSON feature");
            return;
        }
        Map<String, String> properties = properties(feature);
        switch (FileGeometry.type(shape)) {
            case "Polygon", "MultiPolygon" -> survey.outline(geometry.ring(shape));
            case "LineString", "MultiLineString" ->
                row(properties, node.place()).ifPresent(row -> line(row, shape, properties, node.place()));
            case "Point" -> row(properties, node.place()).ifPresent(row -> point(row, shape, properties, node.place()));
            default ->
                bad(
                        shape.place(),
                        "a survey has points, lines and a polygon, found " + FileGeometry.type(shape),
                        "export vines or poles as points, rows as lines");
        }
    }

    private void line(int row, YamlNode shape, Map<String, String> properties, Place place) {
        List<GeoPoint> line = geometry.line(shape);
        if (!line.isEmpty()) {
            survey.line(row, line, place);
        }
        String count = value(properties, names.vines(properties.keySet()));
        OptionalInt counted = SurveyNumbers.only(count);
        if (counted.isPresent()) {
            survey.count(row, counted.getAsInt(), place);
        } else if (!count.isEmpty()) {
            bad(place, "'" + count + "' is no number of vines", "write how many vines the row has");
        }
    }

    private void point(int row, YamlNode shape, Map<String, String> properties, Place place) {
        GeoPoint at = geometry.point(shape);
        if (at == null) {
            return;
        }
        String id = value(properties, names.id(properties.keySet()));
        Optional<String> vine = names.vine(properties.keySet());
        OptionalInt number = vine.isPresent() ? SurveyNumbers.only(value(properties, vine)) : SurveyNumbers.inRow(id);
        String variety = value(properties, names.variety(properties.keySet()));
        SurveyPoint point = new SurveyPoint(row, number.orElse(0), at, variety, place);
        if (properties.values().stream().anyMatch(SurveyNumbers::isPole)) {
            survey.pole(point);
        } else {
            survey.vine(point);
        }
    }

    private Optional<Integer> row(Map<String, String> properties, Place place) {
        Optional<String> column = names.row(properties.keySet());
        String text = value(properties, column.isPresent() ? column : names.id(properties.keySet()));
        OptionalInt row = SurveyNumbers.row(text);
        if (row.isEmpty()) {
            bad(
                    place,
                    "the feature tells no row number"
                            + (properties.isEmpty()
                                    ? ": it has no properties"
                                    : "; its properties are " + String.join(", ", properties.keySet())),
                    "give it a property 'row' with the row's number, or an id like ROW01VINE02");
            return Optional.empty();
        }
        return Optional.of(row.getAsInt());
    }

    /** Those that are texts or numbers; the feature's own id is one where no property says it. */
    private static Map<String, String> properties(YamlMap feature) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (feature.get("properties").orElse(null) instanceof YamlMap map) {
            for (YamlMap.Entry entry : map.entries()) {
                if (entry.value() instanceof YamlScalar scalar && !scalar.isNothing()) {
                    properties.put(entry.key().text(), scalar.text());
                }
            }
        }
        if (feature.get("id").orElse(null) instanceof YamlScalar id) {
            properties.putIfAbsent("id", id.text());
        }
        return properties;
    }

    private static String value(Map<String, String> properties, Optional<String> name) {
        return name.map(n -> properties.getOrDefault(n, "")).orElse("");
    }

    private void bad(Place place, String message, String remedy) {
        findings.add(FindingCode.SURVEY_LINE.at(place, message, remedy));
    }
}
