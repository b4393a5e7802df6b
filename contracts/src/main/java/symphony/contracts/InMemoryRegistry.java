package symphony.contracts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Registry;
import symphony.core.registry.RegistryMerge;
import symphony.core.registry.Scan;

/** A registry without a database. */
public final class InMemoryRegistry implements Registry {
    private List<Client> clients = List.of();

    @Override
    public synchronized List<Client> outline() {
        return clients.stream()
                .map(c -> new Client(
                        c.id(),
                        c.name(),
                        c.farms().stream().map(InMemoryRegistry::outline).toList(),
                        List.of()))
                .toList();
    }

    private static Farm outline(Farm farm) {
        return new Farm(
                farm.id(),
                farm.name(),
                farm.blocks().stream().map(InMemoryRegistry::outline).toList());
    }

    private static Block outline(Block b) {
        return new Block(
                b.id(), b.name(), b.numRows(), b.rowSpace(), b.plantSpace(), b.varietal(), List.of(), List.of());
    }

    @Override
    public synchronized List<Block> blocks(Collection<String> blockIds) {
        Set<String> wanted = Set.copyOf(blockIds);
        return clients.stream()
                .flatMap(c -> c.farms().stream())
                .flatMap(f -> f.blocks().stream())
                .filter(b -> wanted.contains(b.id()))
                .toList();
    }

    @Override
    public synchronized List<Scan> scans(String clientId) {
        return clients.stream()
                .filter(c -> c.id().equals(clientId))
                .flatMap(c -> c.scans().stream())
                .toList();
    }

    @Override
    public synchronized void save(List<Client> given) {
        clients = RegistryMerge.merge(clients, given);
    }

    @Override
    public synchronized List<Client> export() {
        return clients;
    }

    @Override
    public void close() {}
}
