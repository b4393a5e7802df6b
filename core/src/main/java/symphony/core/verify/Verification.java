package symphony.core.verify;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import symphony.core.session.Session;

/** What verifying task files gave, file by file, in the order they were given. */
public record Verification(List<Verified> files) {
    public Verification {
        files = List.copyOf(files);
    }

    /**
     * One task file.
     *
     * @param session ready to be sent; empty where a finding is an error
     * @param findings all that concern it, also those that concern others as well
     * @param archiveBytes what the archives take that its frames are taken from; 0 where they were not looked at
     */
    public record Verified(String path, Optional<Session> session, List<Finding> findings, long archiveBytes) {
        public Verified {
            findings = List.copyOf(findings);
        }
    }

    /** All findings, each once: what is wrong with a block is one finding, however many sessions it stops. */
    public List<Finding> findings() {
        return files.stream()
                .map(Verified::findings)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** Every session that may be sent. */
    public List<Session> sessions() {
        return files.stream().map(Verified::session).flatMap(Optional::stream).toList();
    }

    public boolean hasErrors() {
        return findings().stream().anyMatch(Finding::isError);
    }
}
