package symphony.core.verify;

import java.util.List;
import java.util.Optional;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.session.TaskFile;

/** The client, farm and block that a task file names. */
record Placed(Client client, Farm farm, Block block) {

    /** The block as the outline has it; empty where a finding says why. */
    static Optional<Placed> find(TaskFile file, RegistryView registry, List<Finding> findings) {
        return client(file, registry, findings).flatMap(client -> farm(file, client, registry, findings)
                .flatMap(farm ->
                        block(file, client, farm, registry, findings).map(block -> new Placed(client, farm, block))));
    }

    Placed with(Block whole) {
        return new Placed(client, farm, whole);
    }

    private static Optional<Client> client(TaskFile file, RegistryView registry, List<Finding> findings) {
        List<Client> named = registry.clients(file.clientName());
        if (named.isEmpty()) {
            List<String> names = registry.clients().stream().map(Client::name).toList();
            String known = names.isEmpty()
                    ? "the registry is empty: symphony registry import"
                    : "the registry knows " + Counted.of(names);
            findings.add(FindingCode.CLIENT_UNKNOWN.at(
                    file.place("client_name"),
                    "the registry has no client '" + file.clientName() + "'",
                    NearName.question(file.clientName(), names, known)));
            return Optional.empty();
        }
        if (file.clientId().isEmpty()) {
            return Optional.of(named.get(0));
        }
        Optional<Client> agreed =
                named.stream().filter(c -> c.id().equals(file.clientId())).findFirst();
        if (agreed.isEmpty()) {
            findings.add(FindingCode.CLIENT_ID_DIFFERS.at(
                    file.place("clientid"),
                    "clientid is '" + file.clientId() + "', but the registry's id of '" + file.clientName() + "' is '"
                            + named.get(0).id() + "'",
                    "correct it, or remove the line: it follows from the name"));
        }
        return Optional.of(agreed.orElse(named.get(0)));
    }

    private static Optional<Farm> farm(TaskFile file, Client client, RegistryView registry, List<Finding> findings) {
        Optional<Farm> farm = registry.farm(client, file.farmName());
        if (farm.isPresent()) {
            return farm;
        }
        Optional<Client> other = registry.clients().stream()
                .filter(c -> registry.farm(c, file.farmName()).isPresent())
                .findFirst();
        List<String> names = client.farms().stream().map(Farm::name).toList();
        findings.add(
                other.isPresent()
                        ? FindingCode.FARM_OF_ANOTHER_CLIENT.at(
                                file.place("farm_name"),
                                "farm '" + file.farmName() + "' belongs to client '"
                                        + other.get().name() + "', not to '" + client.name() + "'",
                                "correct client_name or farm_name")
                        : FindingCode.FARM_UNKNOWN.at(
                                file.place("farm_name"),
                                "client '" + client.name() + "' has no farm '" + file.farmName() + "'",
                                NearName.question(file.farmName(), names, "its farms are " + Counted.of(names))));
        return Optional.empty();
    }

    private static Optional<Block> block(
            TaskFile file, Client client, Farm farm, RegistryView registry, List<Finding> findings) {
        Optional<Block> block = registry.block(farm, file.blockName());
        if (block.isPresent()) {
            return block;
        }
        Optional<Farm> other = client.farms().stream()
                .filter(f -> registry.block(f, file.blockName()).isPresent())
                .findFirst();
        List<String> names = farm.blocks().stream().map(Block::name).toList();
        findings.add(
                other.isPresent()
                        ? FindingCode.BLOCK_OF_ANOTHER_FARM.at(
                                file.place("block_name"),
                                "block '" + file.blockName() + "' is on farm '"
                                        + other.get().name() + "', not on '" + farm.name() + "'",
                                "correct farm_name or block_name")
                        : FindingCode.BLOCK_UNKNOWN.at(
                                file.place("block_name"),
                                "farm '" + farm.name() + "' has no block '" + file.blockName() + "'",
                                NearName.question(file.blockName(), names, "its blocks are " + Counted.of(names))));
        return Optional.empty();
    }

    /** The farm with this block in full, for rules that ask for its rows. */
    Farm farmWithWholeBlock() {
        return new Farm(
                farm.id(),
                farm.name(),
                farm.blocks().stream()
                        .map(b -> b.name().equals(block.name()) ? block : b)
                        .toList());
    }
}
