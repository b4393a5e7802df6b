package symphony.core.scan;

import java.util.List;
import symphony.core.registry.Scan;

/**
 * What a scan is proposed to be registered as.
 *
 * @param scan what could not be told is null or empty in it
 * @param confidence 0 to 1, that block, start rows and direction are right
 * @param reasons why, in words
 * @param open what could not be told, in words; to be asked for
 */
public record ScanProposal(Scan scan, double confidence, List<String> reasons, List<String> open) {
    public ScanProposal {
        reasons = List.copyOf(reasons);
        open = List.copyOf(open);
    }
}
