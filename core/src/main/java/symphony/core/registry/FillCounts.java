package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Counts that a registry lacks and that follow from what it has: {@code num_rows} from rows numbered 1 to N, {@code
 * num_plants} from the vines of a row. A count that is given is never changed, right or wrong.
 *
 * @param text what is filled, in words
 * @param client what to save for it, named by ids
 */
public record FillCounts(String text, Client client) {

    public Farm farm() {
        return client.farms().get(0);
    }

    public Block block() {
        return farm().blocks().get(0);
    }

    /** All that can be filled. */
    public static List<FillCounts> of(List<Client> clients) {
        List<FillCounts> fills = new ArrayList<>();
        for (Client client : clients) {
            for (Farm farm : client.farms()) {
                for (Block block : farm.blocks()) {
                    fill(client, farm, block, fills);
                }
            }
        }
        return fills;
    }

    private static void fill(Client client, Farm farm, Block block, List<FillCounts> fills) {
        boolean numbered = IntStream.range(0, block.rows().size())
                .allMatch(i -> block.rows().get(i).number() == i + 1);
        Integer rows = block.numRows() == null && numbered && !block.rows().isEmpty()
                ? Integer.valueOf(block.rows().size())
                : block.numRows();
        List<Row> filled = block.rows().stream().map(FillCounts::filled).toList();
        long plants = IntStream.range(0, filled.size())
                .filter(i -> !filled.get(i).equals(block.rows().get(i)))
                .count();
        if (Objects.equals(rows, block.numRows()) && plants == 0) {
            return;
        }
        List<String> what = new ArrayList<>();
        if (!Objects.equals(rows, block.numRows())) {
            what.add("num_rows " + rows + " from its rows");
        }
        if (plants > 0) {
            what.add("num_plants of " + plants + (plants == 1 ? " row" : " rows") + " from their vines");
        }
        Block changed = new Block(
                block.id(),
                block.name(),
                rows,
                block.rowSpace(),
                block.plantSpace(),
                block.varietal(),
                block.outline(),
                plants == 0 ? List.of() : filled);
        fills.add(new FillCounts(
                "block " + block.name() + " of farm " + farm.name() + ", " + client.name() + ": "
                        + String.join(", ", what),
                new Client(
                        client.id(),
                        client.name(),
                        List.of(new Farm(farm.id(), farm.name(), List.of(changed))),
                        List.of())));
    }

    private static Row filled(Row row) {
        return row.numPlants() == null && !row.vines().isEmpty()
                ? new Row(row.id(), row.number(), row.vines().size(), row.line(), row.vines())
                : row;
    }
}
