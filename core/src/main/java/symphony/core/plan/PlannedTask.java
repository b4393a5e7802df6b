package symphony.core.plan;

import java.util.List;
import java.util.Optional;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * A task that is due.
 *
 * @param archive the archive, of preproc
 * @param parts the row parts whose artifacts are missing
 * @param key the first key that was looked at and found wanting
 */
public record PlannedTask(
        Role role, Optional<ArchiveName> archive, List<PartName> parts, int run, Reason reason, String key) {
    public PlannedTask {
        parts = List.copyOf(parts);
    }

    public Task task(Session session) {
        return session.task(role, archive.map(List::of).orElse(List.of()), role.isPerPart() ? parts : List.of(), run);
    }
}
