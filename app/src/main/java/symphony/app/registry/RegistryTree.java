package symphony.app.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;

/** Clients, farms, blocks and scans as a tree of lines. */
public final class RegistryTree {
    private final boolean ascii;
    private final List<String> lines = new ArrayList<>();

    private RegistryTree(boolean ascii) {
        this.ascii = ascii;
    }

    public static List<String> of(List<Client> clients, boolean ascii) {
        RegistryTree tree = new RegistryTree(ascii);
        clients.forEach(tree::client);
        return tree.lines;
    }

    private void client(Client client) {
        lines.add("client " + client.name() + "  (id " + client.id() + ")");
        int children = client.farms().size() + client.scans().size();
        for (Farm farm : client.farms()) {
            boolean last = --children == 0;
            lines.add(branch(last) + "farm " + farm.name());
            blocks(farm, stem(last));
        }
        for (Scan scan : client.scans()) {
            lines.add(branch(--children == 0) + describe(scan));
        }
    }

    private void blocks(Farm farm, String stem) {
        int left = farm.blocks().size();
        for (Block block : farm.blocks()) {
            boolean last = --left == 0;
            lines.add(stem + branch(last) + describe(block));
            rows(block).forEach(row -> lines.add(stem + stem(last) + row));
        }
    }

    private static String describe(Block block) {
        int vines = block.rows().stream().mapToInt(RegistryTree::vines).sum();
        return "block " + block.name() + ": " + block.rows().size() + " rows, " + vines + " vines"
                + metres(block.rowSpace(), "rows") + metres(block.plantSpace(), "vines")
                + (block.varietal().isEmpty() ? "" : ", " + block.varietal());
    }

    private static String metres(@Nullable Double space, String what) {
        return space == null ? "" : String.format(Locale.ROOT, ", %s %.2f m apart", what, space);
    }

    /** Neighbouring rows of as many vines are one line. */
    private static List<String> rows(Block block) {
        List<String> lines = new ArrayList<>();
        List<Row> rows = block.rows();
        for (int first = 0; first < rows.size(); ) {
            int last = first;
            while (last + 1 < rows.size()
                    && vines(rows.get(last + 1)) == vines(rows.get(first))
                    && rows.get(last + 1).number() == rows.get(last).number() + 1) {
                last++;
            }
            int vines = vines(rows.get(first));
            String which = first == last
                    ? "row " + rows.get(first).number()
                    : "rows " + rows.get(first).number() + " to "
                            + rows.get(last).number();
            lines.add(which + ": "
                    + (vines == 0 ? "vines not known" : vines + " vines" + (first == last ? "" : " each")));
            first = last + 1;
        }
        return lines;
    }

    private static int vines(Row row) {
        Integer given = row.numPlants();
        return row.vines().isEmpty() ? (given == null ? 0 : given) : row.vines().size();
    }

    private static String describe(Scan scan) {
        String cameras = scan.cameras().entrySet().stream()
                .map(e -> e.getKey()
                        + (e.getValue() == null ? "" : " " + e.getValue().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return "scan " + scan.scanId() + " of " + scan.farm() + " " + String.join(", ", scan.blocks()) + "; cameras "
                + cameras + "; starts with row " + known(scan.startLeft()) + " left, " + known(scan.startRight())
                + " right, direction " + known(scan.direction());
    }

    private static String known(@Nullable Integer number) {
        return number == null ? "?" : String.valueOf(number);
    }

    private String branch(boolean last) {
        return ascii ? (last ? "`- " : "|- ") : last ? "└─ " : "├─ ";
    }

    private String stem(boolean last) {
        return last ? "   " : ascii ? "|  " : "│  ";
    }
}
