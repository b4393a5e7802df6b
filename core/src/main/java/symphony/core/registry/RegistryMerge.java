package symphony.core.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a registry holds after a save: one rule for all implementations of {@link Registry#save}. What is given is found
 * by its id, or without one by its name within its parent, and gets an id where it is new. What is not given stays, down
 * to the single field; only the rows of a block are a whole: rows that a given list no longer names are gone, as are the
 * vines of a row that gives others.
 */
public final class RegistryMerge {
    private final Set<String> farmIds = new HashSet<>();
    private final Set<String> blockIds = new HashSet<>();

    private RegistryMerge(List<Client> held) {
        for (Client client : held) {
            for (Farm farm : client.farms()) {
                farmIds.add(farm.id());
                farm.blocks().forEach(b -> blockIds.add(b.id()));
            }
        }
    }

    /**
     * @param held everything the registry holds; only rows may be left out, of blocks for which none are given
     * @return everything it holds afterwards; clients, farms and blocks ordered by name, rows by number, scans by id
     * @throws RegistryConflict where an id belongs to something else, or a name to another id
     */
    public static List<Client> merge(List<Client> held, List<Client> given) {
        return new RegistryMerge(held).clients(held, given);
    }

    private List<Client> clients(List<Client> held, List<Client> given) {
        List<Client> all = new ArrayList<>(held);
        for (Client g : given) {
            int at = find("client", all, g);
            Client h = at < 0 ? null : all.get(at);
            Set<String> taken = new HashSet<>(all.stream().map(Client::id).toList());
            String id = h == null ? idOf("", "client", g, taken) : h.id();
            Client merged = new Client(
                    id,
                    text(g.name(), h == null ? "" : h.name()),
                    farms(id, h == null ? List.of() : h.farms(), g.farms()),
                    scans(h == null ? List.of() : h.scans(), g.scans()));
            put(all, at, merged);
        }
        all.sort(Comparator.comparing(Client::name).thenComparing(Client::id));
        return List.copyOf(all);
    }

    private List<Farm> farms(String clientId, List<Farm> held, List<Farm> given) {
        List<Farm> all = new ArrayList<>(held);
        for (Farm g : given) {
            int at = find("farm", all, g);
            Farm h = at < 0 ? null : all.get(at);
            String id = h == null ? idOf(clientId, "farm", g, farmIds) : h.id();
            Farm merged = new Farm(
                    id,
                    text(g.name(), h == null ? "" : h.name()),
                    blocks(id, h == null ? List.of() : h.blocks(), g.blocks()));
            put(all, at, merged);
        }
        all.sort(Comparator.comparing(Farm::name).thenComparing(Farm::id));
        return all;
    }

    private List<Block> blocks(String farmId, List<Block> held, List<Block> given) {
        List<Block> all = new ArrayList<>(held);
        for (Block g : given) {
            int at = find("block", all, g);
            Block h = at < 0 ? empty(idOf(farmId, "block", g, blockIds)) : all.get(at);
            put(all, at, block(h, g));
        }
        all.sort(Comparator.comparing(Block::name).thenComparing(Block::id));
        return all;
    }

    private static Block empty(String id) {
        return new Block(id, "", null, null, null, "", List.of(), List.of());
    }

    private static Block block(Block h, Block g) {
        return new Block(
                h.id(),
                text(g.name(), h.name()),
                or(g.numRows(), h.numRows()),
                or(g.rowSpace(), h.rowSpace()),
                or(g.plantSpace(), h.plantSpace()),
                text(g.varietal(), h.varietal()),
                g.outline().isEmpty() ? h.outline() : g.outline(),
                g.rows().isEmpty() ? h.rows() : rows(h, g));
    }

    private static List<Row> rows(Block held, Block given) {
        List<Row> rows = new ArrayList<>();
        for (Row g : given.rows()) {
            Optional<Row> h =
                    held.rows().stream().filter(r -> r.number() == g.number()).findFirst();
            rows.add(new Row(
                    text(g.id(), h.map(Row::id).orElse(held.id() + ".r" + g.number())),
                    g.number(),
                    or(g.numPlants(), h.map(Row::numPlants).orElse(null)),
                    g.line().isEmpty() ? h.map(Row::line).orElse(List.of()) : g.line(),
                    g.vines().isEmpty() ? h.map(Row::vines).orElse(List.of()) : g.vines()));
        }
        rows.sort(Comparator.comparingInt(Row::number));
        return rows;
    }

    private static List<Scan> scans(List<Scan> held, List<Scan> given) {
        SortedMap<String, Scan> all = new TreeMap<>();
        held.forEach(s -> all.put(s.scanId(), s));
        given.forEach(s -> all.merge(s.scanId(), s, RegistryMerge::scan));
        return List.copyOf(all.values());
    }

    private static Scan scan(Scan h, Scan g) {
        return new Scan(
                h.scanId(),
                text(g.farm(), h.farm()),
                g.blocks().isEmpty() ? h.blocks() : g.blocks(),
                g.cameras().isEmpty() ? h.cameras() : g.cameras(),
                or(g.startLeft(), h.startLeft()),
                or(g.startRight(), h.startRight()),
                or(g.direction(), h.direction()),
                text(g.start(), h.start()),
                text(g.end(), h.end()));
    }

    /** Where the one that is meant stands; negative where it is new. */
    private static <T extends Named> int find(String kind, List<T> siblings, T given) {
        int byId = -1;
        int byName = -1;
        for (int i = 0; i < siblings.size(); i++) {
            if (siblings.get(i).id().equals(given.id())) {
                byId = i;
            }
            if (siblings.get(i).name().equals(given.name())) {
                byName = i;
            }
        }
        if (given.id().isEmpty()) {
            return byName;
        }
        if (byName >= 0 && byName != byId) {
            throw new RegistryConflict("the " + kind + " '" + given.name() + "' is registered with the id "
                    + siblings.get(byName).id() + ", and now comes with the id " + given.id()
                    + "; leave the id out, or write the registered one");
        }
        return byId;
    }

    private static <T extends Named> String idOf(String parentId, String kind, T given, Set<String> taken) {
        if (given.name().isEmpty()) {
            throw new RegistryConflict(
                    "a new " + kind + " has no name" + (given.id().isEmpty() ? "" : ": id " + given.id()));
        }
        String id = given.id().isEmpty() ? MadeId.of(parentId, given.name(), taken) : given.id();
        if (!taken.add(id)) {
            throw new RegistryConflict(
                    "the id " + id + " of the " + kind + " '" + given.name() + "' belongs to another " + kind
                            + "; ids are unique in the whole registry: leave it out to have one made, or write another");
        }
        return id;
    }

    private static <T> void put(List<T> all, int at, T value) {
        if (at < 0) {
            all.add(value);
        } else {
            all.set(at, value);
        }
    }

    private static String text(String given, String held) {
        return given.isEmpty() ? held : given;
    }

    private static <T> @Nullable T or(@Nullable T given, @Nullable T held) {
        return given == null ? held : given;
    }
}
