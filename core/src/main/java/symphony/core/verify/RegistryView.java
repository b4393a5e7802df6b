package symphony.core.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;

/** The registry as it was when first looked at: each thing is asked for once, however many task files need it. */
final class RegistryView {
    private final Registry registry;
    private final List<Client> clients;
    private final Map<String, TreeMap<String, Scan>> scans = new HashMap<>();
    private final Map<String, Optional<Block>> blocks = new HashMap<>();

    RegistryView(Registry registry) {
        this.registry = registry;
        this.clients = registry.outline();
    }

    List<Client> clients() {
        return clients;
    }

    /** A client's scans by id, in order. */
    Map<String, Scan> scans(Client client) {
        return scans.computeIfAbsent(client.id(), id -> {
            TreeMap<String, Scan> byId = new TreeMap<>();
            registry.scans(id).forEach(s -> byId.put(s.scanId(), s));
            return byId;
        });
    }

    /** The block with its rows and vines. */
    Block whole(Block outlined) {
        return blocks.computeIfAbsent(outlined.id(), registry::block).orElse(outlined);
    }
}
