package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.JsonReader;
import symphony.core.yaml.YamlBounds;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlReader;
import symphony.core.yaml.YamlScalar;

/**
 * Reads the registry file, JSON or YAML. All that is wrong with it is told at once: syntax, unknown keys, wrong types,
 * missing names, ids and names and numbers that stand twice, geometry that is none. Whether its parts fit together is
 * for the verification.
 */
public final class RegistryFileReader {
    private static final List<String> ROOT_KEYS = List.of("clients");
    private static final List<String> CLIENT_KEYS = List.of("id", "name", "farms", "scans");
    private static final List<String> FARM_KEYS = List.of("id", "name", "blocks");

    private final List<Finding> findings;
    private final FileFields.Once clientIds;
    private final FileFields.Once farmIds;
    private final RegistryFileBlocks blocks;
    private final RegistryFileScans scans;

    private RegistryFileReader(List<Finding> findings) {
        this.findings = findings;
        this.clientIds = new FileFields.Once("the client id", findings);
        this.farmIds = new FileFields.Once("the farm id", findings);
        this.blocks = new RegistryFileBlocks(findings);
        this.scans = new RegistryFileScans(findings);
    }

    /** @param path names the file in places; by its ending, or else by what it holds, it is JSON or YAML */
    public static ImportResult read(String path, byte[] content) {
        YamlDocument document = document(path, content);
        return document.root()
                .map(root -> read(path, root, document.findings()))
                .orElseGet(() -> new ImportResult(List.of(), document.findings()));
    }

    static ImportResult read(String path, YamlNode root, List<Finding> before) {
        List<Finding> findings = new ArrayList<>(before);
        if (root instanceof YamlScalar scalar && scalar.isNothing()) {
            findings.add(FindingCode.MISSING_KEY.at(
                    Place.of(path), "the file is empty", "write 'clients:' and a list of clients"));
            return new ImportResult(List.of(), findings);
        }
        List<Client> clients = new RegistryFileReader(findings).clients(root);
        return new ImportResult(clients, findings);
    }

    static YamlDocument document(String path, byte[] content) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return !yaml && (name.endsWith("json") || opensLikeJson(content))
                ? JsonReader.read(path, content, YamlBounds.DATA)
                : YamlReader.read(path, content, YamlBounds.DATA);
    }

    private static boolean opensLikeJson(byte[] content) {
        for (byte b : content) {
            if (b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private List<Client> clients(YamlNode root) {
        Optional<FileFields> file = FileFields.of(root, "a registry file", ROOT_KEYS, findings);
        if (file.isEmpty()) {
            return List.of();
        }
        if (file.get().node("clients").isEmpty()) {
            findings.add(FindingCode.MISSING_KEY.at(
                    root.place(), "the file names no clients", "write 'clients' and a list of clients"));
        }
        FileFields.Once names = new FileFields.Once("the client", findings);
        return file.get().list("clients").stream()
                .flatMap(node -> FileFields.of(node, "a client", CLIENT_KEYS, findings).stream())
                .map(f -> client(f, names))
                .toList();
    }

    private Client client(FileFields f, FileFields.Once names) {
        String id = f.text("id");
        String name = f.required("name");
        clientIds.see(id, f.placeOf("id"));
        names.see(name, f.placeOf("name"));
        FileFields.Once farmNames = new FileFields.Once("the farm", findings);
        List<Farm> farms = f.list("farms").stream()
                .flatMap(node -> FileFields.of(node, "a farm", FARM_KEYS, findings).stream())
                .map(farm -> farm(farm, farmNames))
                .toList();
        return new Client(id, name, farms, scans.read(f.list("scans")));
    }

    private Farm farm(FileFields f, FileFields.Once names) {
        String id = f.text("id");
        String name = f.required("name");
        farmIds.see(id, f.placeOf("id"));
        names.see(name, f.placeOf("name"));
        return new Farm(id, name, blocks.read(f.list("blocks")));
    }
}
