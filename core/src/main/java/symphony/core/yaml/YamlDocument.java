package symphony.core.yaml;

import java.util.List;
import java.util.Optional;
import symphony.core.verify.Finding;

/**
 * What a file holds.
 *
 * @param root empty where the file could not be read; an empty file holds a scalar that is nothing
 * @param findings what is wrong with the file as YAML; never empty where there is no root
 */
public record YamlDocument(Optional<YamlNode> root, List<Finding> findings) {
    public YamlDocument {
        findings = List.copyOf(findings);
        if (root.isEmpty() && findings.isEmpty()) {
            throw new IllegalArgumentException("a file that could not be read has a finding that says why");
        }
    }
}
