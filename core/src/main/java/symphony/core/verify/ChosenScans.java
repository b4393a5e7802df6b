package symphony.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.registry.Scan;
import symphony.core.session.TaskFile;

/** The scans that a task file asks for: those it includes, or all of its block, less those it excludes. */
final class ChosenScans {
    private final TaskFile file;
    private final Placed placed;
    private final Map<String, Scan> known;
    private final List<Scan> ofBlock;
    private final List<Finding> findings;

    private ChosenScans(TaskFile file, Placed placed, RegistryView registry, List<Finding> findings) {
        this.file = file;
        this.placed = placed;
        this.known = registry.scans(placed.client());
        this.ofBlock = registry.scans(placed.client(), placed.farm(), placed.block());
        this.findings = findings;
    }

    static List<Scan> of(TaskFile file, Placed placed, RegistryView registry, List<Finding> findings) {
        ChosenScans chosen = new ChosenScans(file, placed, registry, findings);
        chosen.exclusions();
        return file.includeScans().isEmpty() ? chosen.allOfBlock() : chosen.included();
    }

    private List<Scan> included() {
        List<Scan> scans = new ArrayList<>();
        for (int i = 0; i < file.includeScans().size(); i++) {
            String id = file.includeScans().get(i);
            Place place = file.place("include_scans[" + i + "]");
            Scan scan = known.get(id);
            if (scan == null) {
                findings.add(unknown(id, place));
            } else if (!scan.farm().equals(placed.farm().name())) {
                findings.add(FindingCode.SCAN_NOT_OF_FARM.at(
                        place,
                        "scan " + id + " is of farm '" + scan.farm() + "', not of '"
                                + placed.farm().name() + "'",
                        remedy(id)));
            } else if (!scan.blocks().contains(placed.block().name())) {
                findings.add(FindingCode.SCAN_NOT_OF_BLOCK.at(
                        place,
                        "scan " + id + " shows " + blocks(scan) + ", not "
                                + placed.block().name(),
                        remedy(id)));
            } else if (!file.excludeScans().contains(id)) {
                scans.add(scan);
            }
        }
        return scans;
    }

    private List<Scan> allOfBlock() {
        List<Scan> scans = ofBlock.stream()
                .filter(s -> !file.excludeScans().contains(s.scanId()))
                .toList();
        if (scans.isEmpty()) {
            boolean excluded = !ofBlock.isEmpty();
            findings.add(FindingCode.NO_SCANS.at(
                    file.place(excluded ? "exclude_scans" : "block_name"),
                    excluded
                            ? "all scans of block '" + placed.block().name() + "' are excluded"
                            : "the registry has no scan of block '"
                                    + placed.block().name() + "'",
                    excluded
                            ? "leave at least one"
                            : "register its scans: symphony scan register, or registry import"));
        }
        return scans;
    }

    private void exclusions() {
        for (int i = 0; i < file.excludeScans().size(); i++) {
            String id = file.excludeScans().get(i);
            Place place = file.place("exclude_scans[" + i + "]");
            Scan scan = known.get(id);
            if (scan == null) {
                findings.add(unknown(id, place));
            } else if (!isOfBlock(scan)) {
                findings.add(FindingCode.EXCLUSION_WITHOUT_EFFECT.at(
                        place,
                        "scan " + id + " shows " + blocks(scan) + ": it would not be used anyway",
                        "remove it, or name the scan that was meant"));
            }
        }
    }

    private boolean isOfBlock(Scan scan) {
        return scan.farm().equals(placed.farm().name())
                && scan.blocks().contains(placed.block().name());
    }

    private Finding unknown(String id, Place place) {
        return FindingCode.SCAN_UNKNOWN.at(place, "the registry has no scan " + id, remedy(id));
    }

    private String remedy(String id) {
        List<String> own = ofBlock.stream().map(Scan::scanId).toList();
        Optional<String> near = NearName.of(id, own);
        if (near.isPresent()) {
            return "did you mean '" + near.get() + "'?";
        }
        return own.isEmpty()
                ? "the registry has no scan of this block: register its scans"
                : "scans of block " + placed.block().name() + " are " + Counted.of(own);
    }

    private static String blocks(Scan scan) {
        return scan.blocks().isEmpty()
                ? "no block"
                : (scan.blocks().size() == 1 ? "block " : "blocks ") + String.join(", ", scan.blocks());
    }
}
