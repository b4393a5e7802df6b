package symphony.app.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;

/** The part of the registry that names choose. */
public final class RegistryPart {
    private RegistryPart() {}

    /** A name that is null chooses all. */
    public static List<Client> of(
            List<Client> all, @Nullable String client, @Nullable String farm, @Nullable String block) {
        return all.stream()
                .filter(c -> client == null || c.name().equals(client))
                .map(c -> part(c, farm, block))
                .filter(c -> (farm == null && block == null) || !c.farms().isEmpty())
                .toList();
    }

    private static Client part(Client client, @Nullable String farm, @Nullable String block) {
        List<Farm> farms = client.farms().stream()
                .filter(f -> farm == null || f.name().equals(farm))
                .map(f -> new Farm(
                        f.id(),
                        f.name(),
                        f.blocks().stream()
                                .filter(b -> block == null || b.name().equals(block))
                                .toList()))
                .filter(f -> block == null || !f.blocks().isEmpty())
                .toList();
        return new Client(
                client.id(),
                client.name(),
                farms,
                client.scans().stream()
                        .filter(s -> farm == null || s.farm().equals(farm))
                        .filter(s -> block == null || s.blocks().contains(block))
                        .toList());
    }
}
