package symphony.app.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.app.UserError;
import symphony.core.artifact.CameraLog;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;
import symphony.core.scan.ProposeScan;
import symphony.core.scan.ScanProposal;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.verify.Finding;
import symphony.core.verify.NearName;
import symphony.core.verify.RegistryCheck;

/** Proposes what a scan in storage is to be registered as, and registers it. */
public final class RegisterScan {
    private final FindScans scans;
    private final Registry registry;
    private final ScanLogs reader;

    public RegisterScan(FindScans scans, ArtifactStore store, Registry registry) {
        this.scans = scans;
        this.registry = registry;
        this.reader = new ScanLogs(store);
    }

    /**
     * @param client with its blocks in full
     * @param problems logs that could not be read, in words
     */
    public record Proposed(Client client, ScanProposal proposal, Optional<Scan> before, List<String> problems) {}

    /** @param blockName the block that a person says it shows; empty: any */
    public Proposed propose(FindScans.Known known, String blockName) throws IOException {
        Client client = client(known.clientId());
        StoredScan stored = scans.read(known);
        List<String> problems = new ArrayList<>();
        SortedMap<String, CameraLog> logs = reader.read(stored, problems);
        if (logs.isEmpty()) {
            throw UserError.failed("scan " + known.scanId() + " has no log that can be read"
                    + (problems.isEmpty() ? "" : ": " + problems.get(0))
                    + (stored.others().isEmpty() ? "" : "; old names? symphony scan rename " + known.scanId()));
        }
        ScanProposal proposal =
                new ProposeScan(client).propose(known.scanId(), stored.cameras(), new TreeMap<>(logs), blockName);
        return new Proposed(client, proposal, known.registered(), problems);
    }

    private Client client(String clientId) {
        List<Client> all = registry.outline();
        Client outlined = all.stream()
                .filter(c -> c.id().equals(clientId))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> ids = all.stream().map(Client::id).toList();
                    return UserError.failed("the registry has no client with the id '" + clientId
                            + "', which the scan lies under; "
                            + NearName.question(
                                    clientId,
                                    ids,
                                    ids.isEmpty()
                                            ? "it is empty: symphony registry import FILE"
                                            : "it has " + String.join(", ", ids)));
                });
        List<Farm> farms = outlined.farms().stream()
                .map(f -> new Farm(
                        f.id(), f.name(), f.blocks().stream().map(this::whole).toList()))
                .toList();
        return new Client(outlined.id(), outlined.name(), farms, registry.scans(clientId));
    }

    private Block whole(Block outlined) {
        return registry.block(outlined.id()).orElse(outlined);
    }

    /** What the registry's rules say of the scan as it would be. */
    public static List<Finding> check(Client client, Scan scan) {
        String place = "registry:" + client.name() + "/" + scan.scanId();
        Client with = new Client(client.id(), client.name(), client.farms(), List.of(scan));
        return RegistryCheck.check(List.of(with)).stream()
                .filter(f -> Objects.equals(f.place().file(), place))
                .toList();
    }

    public void save(Client client, Scan scan) {
        registry.save(List.of(new Client(client.id(), client.name(), List.of(), List.of(scan))));
    }
}
