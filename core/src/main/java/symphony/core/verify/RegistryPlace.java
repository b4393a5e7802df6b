package symphony.core.verify;

import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Scan;

/** Where a finding about a registry object points: its names from the client down, for example {@code registry:Oakridge Estates/Upper Bench/12D}. */
final class RegistryPlace {
    private RegistryPlace() {}

    static Place of(Client client) {
        return Place.of("registry:" + client.name());
    }

    static Place of(Client client, Farm farm) {
        return Place.of("registry:" + client.name() + "/" + farm.name());
    }

    static Place of(Client client, Farm farm, String blockName) {
        return Place.of("registry:" + client.name() + "/" + farm.name() + "/" + blockName);
    }

    static Place of(Client client, Scan scan) {
        return Place.of("registry:" + client.name() + "/" + scan.scanId());
    }
}
