package symphony.core.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Registry;
import symphony.core.registry.Scan;

/** The registry as it was when first looked at: each thing is asked for once, however many task files need it. */
final class RegistryView {
    private final Registry registry;
    private final List<Client> clients;
    private final Map<String, List<Client>> byName = new HashMap<>();
    private final Map<List<String>, Farm> farms = new HashMap<>();
    private final Map<List<String>, Block> blocks = new HashMap<>();
    private final Map<String, NavigableMap<String, Scan>> scans = new HashMap<>();
    private final Map<List<String>, List<Scan>> scansOfBlock = new HashMap<>();

    RegistryView(Registry registry) {
        this.registry = registry;
        this.clients = registry.outline();
        for (Client client : clients) {
            byName.computeIfAbsent(client.name(), n -> new ArrayList<>()).add(client);
            for (Farm farm : client.farms()) {
                farms.putIfAbsent(List.of(client.id(), farm.name()), farm);
                farm.blocks().forEach(b -> blocks.putIfAbsent(List.of(farm.id(), b.name()), b));
            }
        }
    }

    List<Client> clients() {
        return clients;
    }

    List<Client> clients(String name) {
        return byName.getOrDefault(name, List.of());
    }

    Optional<Farm> farm(Client client, String name) {
        return Optional.ofNullable(farms.get(List.of(client.id(), name)));
    }

    Optional<Block> block(Farm farm, String name) {
        return Optional.ofNullable(blocks.get(List.of(farm.id(), name)));
    }

    /** The blocks with their rows and vines, by id: one question for all. */
    Map<String, Block> whole(Collection<Block> outlined) {
        Map<String, Block> whole = new HashMap<>();
        outlined.forEach(b -> whole.put(b.id(), b));
        registry.blocks(whole.keySet()).forEach(b -> whole.put(b.id(), b));
        return whole;
    }

    /** A client's scans by id, in order. */
    NavigableMap<String, Scan> scans(Client client) {
        NavigableMap<String, Scan> known = scans.get(client.id());
        if (known == null) {
            NavigableMap<String, Scan> byId = new TreeMap<>();
            registry.scans(client.id()).forEach(s -> byId.put(s.scanId(), s));
            byId.values().forEach(scan -> scan.blocks().stream().distinct().forEach(block -> scansOfBlock
                    .computeIfAbsent(List.of(client.id(), scan.farm(), block), b -> new ArrayList<>())
                    .add(scan)));
            scans.put(client.id(), byId);
            return byId;
        }
        return known;
    }

    /** Those of the client's scans that show a block, in order. */
    List<Scan> scans(Client client, Farm farm, Block block) {
        scans(client);
        return scansOfBlock.getOrDefault(List.of(client.id(), farm.name(), block.name()), List.of());
    }
}
