package symphony.core.verify;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import symphony.core.artifact.ArchiveName;
import symphony.core.scan.FilmedMinutes;

/** The minutes of a scan, which may run past midnight: between its first and its last each camera should have an archive. */
final class ArchiveMinutes {
    private final Collection<ArchiveName> archives;
    private final Set<String> cameras;
    private final Set<ArchiveName> known;

    /** @param known archives whose absence is told already */
    ArchiveMinutes(Collection<ArchiveName> archives, Set<String> cameras, Set<ArchiveName> known) {
        this.archives = archives;
        this.cameras = cameras;
        this.known = known;
    }

    Optional<String> missing() {
        FilmedMinutes minutes = FilmedMinutes.of(archives);
        FilmedMinutes told = FilmedMinutes.of(known);
        Counted missing = new Counted();
        for (String camera : cameras) {
            if (minutes.filmed().containsKey(camera) || told.filmed().containsKey(camera)) {
                minutes.missing(camera).stream()
                        .filter(m -> !told.has(camera, m))
                        .forEach(m -> missing.add(camera + " at " + FilmedMinutes.text(m)));
            }
        }
        return missing.any()
                ? Optional.of(
                        "no archive of camera " + missing.of("", "minutes").strip())
                : Optional.empty();
    }
}
