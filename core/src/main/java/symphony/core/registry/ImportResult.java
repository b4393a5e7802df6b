package symphony.core.registry;

import java.util.List;
import symphony.core.verify.Finding;

/**
 * What a file gave.
 *
 * @param clients what could be read; not to be saved where a finding is an error
 * @param findings all that is wrong with the file, in its order
 */
public record ImportResult(List<Client> clients, List<Finding> findings) {
    public ImportResult {
        clients = List.copyOf(clients);
        findings = List.copyOf(findings);
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
