package symphony.core.registry;

import java.util.List;
import symphony.core.verify.Finding;

/**
 * What a file gave.
 *
 * @param clients what could be read; not to be saved where a finding is an error
 * @param findings all that is wrong with the file, in its order
 * @param notes what was chosen where a survey leaves it open, in words: where numbers begin, what was derived
 */
public record ImportResult(List<Client> clients, List<Finding> findings, List<String> notes) {
    public ImportResult {
        clients = List.copyOf(clients);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    ImportResult(List<Client> clients, List<Finding> findings) {
        this(clients, findings, List.of());
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
