package symphony.app.registry;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import symphony.app.Counted;
import symphony.core.registry.Client;
import symphony.core.registry.Registry;
import symphony.core.verify.Finding;
import symphony.core.verify.RegistryCheck;

/** What an import gave the registry. */
public final class Imported {
    private Imported() {}

    /** What is wrong with what was given, together with what the registry held of it before. */
    public static List<Finding> check(List<Client> given, Registry registry) {
        Set<String> places = new TreeSet<>();
        for (Client client : given) {
            String start = "registry:" + client.name();
            places.add(start);
            client.farms().forEach(f -> {
                places.add(start + "/" + f.name());
                f.blocks().forEach(b -> places.add(start + "/" + f.name() + "/" + b.name()));
            });
            client.scans().forEach(s -> places.add(start + "/" + s.scanId()));
        }
        List<Client> held = registry.export();
        // ids alone name what is held already
        boolean byId = given.stream().anyMatch(c -> c.name().isEmpty());
        return RegistryCheck.check(held).stream()
                .filter(f -> byId || places.contains(f.place().file()))
                .toList();
    }

    public static String describe(List<Client> clients) {
        long blocks = clients.stream()
                .flatMap(c -> c.farms().stream())
                .mapToLong(f -> f.blocks().size())
                .sum();
        long rows = clients.stream()
                .flatMap(c -> c.farms().stream())
                .flatMap(f -> f.blocks().stream())
                .mapToLong(b -> b.rows().size())
                .sum();
        long scans = clients.stream().mapToLong(c -> c.scans().size()).sum();
        return "Imported " + Counted.of(clients.size(), "client") + ", " + Counted.of(blocks, "block") + ", "
                + Counted.of(rows, "row") + ", " + Counted.of(scans, "scan") + ".";
    }
}
