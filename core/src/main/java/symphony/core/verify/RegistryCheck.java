package symphony.core.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Scan;

/** The registry's rules, without a task file: every block and every scan of it. */
public final class RegistryCheck {
    private RegistryCheck() {}

    /** @param clients everything, as {@code Registry.export} gives it */
    public static List<Finding> check(List<Client> clients) {
        List<Finding> findings = new ArrayList<>();
        twice(clients.stream().map(Client::name).toList(), Place.of("registry"), "client", findings);
        for (Client client : clients) {
            twice(client.farms().stream().map(Farm::name).toList(), RegistryPlace.of(client), "farm", findings);
            client.farms().forEach(farm -> farm(client, farm, findings));
            scans(client, findings);
        }
        return List.copyOf(findings);
    }

    private static void farm(Client client, Farm farm, List<Finding> findings) {
        twice(farm.blocks().stream().map(Block::name).toList(), RegistryPlace.of(client, farm), "block", findings);
        farm.blocks()
                .forEach(block ->
                        findings.addAll(BlockRules.check(RegistryPlace.of(client, farm, block.name()), block)));
    }

    private static void scans(Client client, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        for (Scan scan : client.scans()) {
            Place place = RegistryPlace.of(client, scan);
            if (!seen.add(scan.scanId())) {
                findings.add(FindingCode.SCAN_TWICE.at(
                        place, "scan " + scan.scanId() + " is registered twice", "keep one of the two"));
            }
            Optional<Farm> farm = client.farms().stream()
                    .filter(f -> f.name().equals(scan.farm()))
                    .findFirst();
            if (farm.isPresent()) {
                findings.addAll(ScanRules.check(place, scan, farm.get()));
            } else {
                List<String> names = client.farms().stream().map(Farm::name).toList();
                findings.add(FindingCode.SCAN_FARM_UNKNOWN.at(
                        place,
                        "the client has no farm '" + scan.farm() + "'",
                        NearName.question(scan.farm(), names, "its farms are " + Counted.of(names))));
            }
        }
    }

    private static void twice(List<String> names, Place place, String what, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        Counted doubled = Counted.of(names.stream().filter(n -> !seen.add(n)).toList());
        if (doubled.any()) {
            findings.add(FindingCode.NAME_TWICE.at(
                    place,
                    doubled.of(what, what + "s") + " more than once",
                    "give each " + what + " a name of its own: task files find it by name"));
        }
    }
}
