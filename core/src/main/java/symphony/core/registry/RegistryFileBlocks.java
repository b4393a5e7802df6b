package symphony.core.registry;

import java.util.List;
import java.util.Optional;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.yaml.YamlNode;

/** The blocks of a registry file with their rows and vines. */
final class RegistryFileBlocks {
    private static final List<String> BLOCK_KEYS =
            List.of("id", "name", "num_rows", "row_space", "plant_space", "varietal", "geometry", "rows");
    private static final List<String> ROW_KEYS = List.of("id", "number", "num_plants", "geometry", "vines");
    private static final List<String> VINE_KEYS = List.of("number", "location", "variety");

    private final List<Finding> findings;
    private final FileGeometry geometry;
    private final FileFields.Once ids;

    RegistryFileBlocks(List<Finding> findings) {
        this.findings = findings;
        this.geometry = new FileGeometry(findings);
        this.ids = new FileFields.Once("the block id", findings);
    }

    List<Block> read(List<YamlNode> nodes) {
        FileFields.Once names = new FileFields.Once("the block", findings);
        return nodes.stream()
                .flatMap(node -> FileFields.of(node, "a block", BLOCK_KEYS, findings).stream())
                .map(f -> block(f, names))
                .toList();
    }

    private Block block(FileFields f, FileFields.Once names) {
        String id = f.text("id");
        String name = f.required("name");
        ids.see(id, f.placeOf("id"));
        names.see(name, f.placeOf("name"));
        return new Block(
                id,
                name,
                f.whole("num_rows"),
                f.number("row_space"),
                f.number("plant_space"),
                f.text("varietal"),
                f.node("geometry").map(geometry::ring).orElse(List.of()),
                rows(f.list("rows")));
    }

    private List<Row> rows(List<YamlNode> nodes) {
        FileFields.Once rowIds = new FileFields.Once("the row id", findings);
        FileFields.Once numbers = new FileFields.Once("the row number", findings);
        return nodes.stream()
                .flatMap(node -> FileFields.of(node, "a row", ROW_KEYS, findings).stream())
                .flatMap(f -> row(f, rowIds, numbers).stream())
                .toList();
    }

    private Optional<Row> row(FileFields f, FileFields.Once rowIds, FileFields.Once numbers) {
        String id = f.text("id");
        rowIds.see(id, f.placeOf("id"));
        Optional<Integer> number = number(f, "a row");
        number.ifPresent(n -> numbers.see(n.toString(), f.placeOf("number")));
        List<GeoPoint> line = f.node("geometry").map(geometry::line).orElse(List.of());
        Integer plants = f.whole("num_plants");
        List<Vine> vines = vines(f.list("vines"));
        return number.map(n -> new Row(id, n, plants, line, vines));
    }

    private List<Vine> vines(List<YamlNode> nodes) {
        FileFields.Once numbers = new FileFields.Once("the vine number", findings);
        return nodes.stream()
                .flatMap(node -> FileFields.of(node, "a vine", VINE_KEYS, findings).stream())
                .flatMap(f -> {
                    Optional<Integer> number = number(f, "a vine");
                    number.ifPresent(n -> numbers.see(n.toString(), f.placeOf("number")));
                    GeoPoint at = f.node("location").map(geometry::point).orElse(null);
                    String variety = f.text("variety");
                    return number.map(n -> new Vine(n, at, variety)).stream();
                })
                .toList();
    }

    private Optional<Integer> number(FileFields f, String what) {
        if (f.node("number").isEmpty()) {
            findings.add(
                    FindingCode.MISSING_KEY.at(f.place(), what + " has no number", "write its number as 'number'"));
        }
        return Optional.ofNullable(f.whole("number"));
    }
}
