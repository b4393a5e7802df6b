package symphony.core.registry;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Finding;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/** The scans of a registry file. */
final class RegistryFileScans {
    private static final List<String> KEYS =
            List.of("scanid", "farm", "blocks", "cameras", "startleft", "startright", "direction", "start", "end");

    private final List<Finding> findings;

    RegistryFileScans(List<Finding> findings) {
        this.findings = findings;
    }

    /** The scans of one client. */
    List<Scan> read(List<YamlNode> nodes) {
        FileFields.Once ids = new FileFields.Once("the scan", findings);
        return nodes.stream()
                .flatMap(node -> FileFields.of(node, "a scan", KEYS, findings).stream())
                .map(f -> scan(f, ids))
                .toList();
    }

    private Scan scan(FileFields f, FileFields.Once ids) {
        String id = f.required("scanid");
        ids.see(id, f.placeOf("scanid"));
        return new Scan(
                id,
                f.text("farm"),
                f.texts("blocks"),
                cameras(f),
                f.whole("startleft"),
                f.whole("startright"),
                f.whole("direction"),
                f.text("start"),
                f.text("end"));
    }

    /** A side that is neither left nor right is kept as unknown; the verification tells it with the scan. */
    private SortedMap<String, @Nullable Side> cameras(FileFields f) {
        SortedMap<String, @Nullable Side> cameras = new TreeMap<>();
        YamlNode node = f.node("cameras").orElse(null);
        if (node instanceof YamlMap map) {
            for (YamlMap.Entry entry : map.entries()) {
                if (entry.value() instanceof YamlScalar side) {
                    cameras.put(entry.key().text(), Side.parse(side.text()));
                } else {
                    f.wrong("cameras", "left or right for each camera", entry.value());
                }
            }
        } else if (node != null) {
            f.wrong("cameras", "each camera with its side, like {\"22179657\": \"left\"}", node);
        }
        return cameras;
    }
}
