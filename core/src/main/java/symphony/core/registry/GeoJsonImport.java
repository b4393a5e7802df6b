package symphony.core.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/**
 * Reads a survey as GeoJSON: points are vines, or poles where they are called so; lines are rows; a polygon is a block's
 * outline, or a row where it has a row's number. Row and number come from the properties.
 */
final class GeoJsonImport {
    private final List<Finding> findings;
    private final FileGeometry geometry;
    private final SurveyReader survey;

    private GeoJsonImport(YamlNode root, ColumnNames names, List<Finding> findings) {
        this.findings = findings;
        this.geometry = new FileGeometry(findings, crs(root));
        this.survey = new SurveyReader(names, findings);
    }

    static boolean isGeoJson(YamlNode root) {
        String type = FileGeometry.type(root);
        return type.equals("FeatureCollection") || type.equals("Feature") || FileGeometry.isGeometry(root);
    }

    static SurveyReader read(YamlNode root, ColumnNames names, List<Finding> findings) {
        GeoJsonImport in = new GeoJsonImport(root, names, findings);
        in.object(root);
        return in.survey;
    }

    private void object(YamlNode node) {
        switch (FileGeometry.type(node)) {
            case "FeatureCollection" -> {
                if (((YamlMap) node).get("features").orElse(null) instanceof YamlList list) {
                    list.items().forEach(this::object);
                } else {
                    bad(node.place(), "the FeatureCollection has no list of features", "write its 'features'");
                }
            }
            case "Feature" -> feature((YamlMap) node);
            default -> {
                if (FileGeometry.isGeometry(node)) {
                    add(Map.of(), node, node.place());
                } else {
                    bad(node.place(), "a feature has a geometry, found " + node.describe(), "write a GeoJSON feature");
                }
            }
        }
    }

    private void feature(YamlMap feature) {
        Optional<YamlNode> shape =
                feature.get("geometry").filter(n -> !(n instanceof YamlScalar scalar && scalar.isNothing()));
        if (shape.isEmpty()) {
            survey.passOver("features without a geometry", feature.place());
        } else {
            add(properties(feature), shape.get(), feature.place());
        }
    }

    private void add(Map<String, String> properties, YamlNode shape, Place place) {
        geometry.shapes(shape).forEach(s -> survey.shape(properties, s, place));
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

    /** The coordinate system that files before RFC 7946 name; empty where it is WGS 84 or not named. */
    private static String crs(YamlNode root) {
        Optional<String> name = member(root, "crs")
                .flatMap(crs -> member(crs, "properties"))
                .flatMap(p -> member(p, "name"))
                .filter(YamlScalar.class::isInstance)
                .map(n -> ((YamlScalar) n).text());
        return name.filter(n -> !n.contains("CRS84") && !n.endsWith(":4326")).orElse("");
    }

    private static Optional<YamlNode> member(YamlNode node, String key) {
        return node instanceof YamlMap map ? map.get(key) : Optional.empty();
    }

    private void bad(Place place, String message, String remedy) {
        findings.add(FindingCode.SURVEY_LINE.at(place, message, remedy));
    }
}
