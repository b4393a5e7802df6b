package symphony.core.plan;

import java.util.List;
import java.util.Optional;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.pipeline.Provenance;
import symphony.core.task.Role;

/**
 * What storage tells of one artifact.
 *
 * @param key relative to the session root
 * @param role whose artifact it is
 * @param part empty for those of a whole session
 * @param size bytes; -1 where it is not there
 * @param made how what lies there was made; empty where no record says
 * @param earlier what lay there before, the newest first
 * @param logs keys of what its programs said, relative to the session root, ordered
 */
public record ArtifactStory(
        String key,
        Role role,
        Optional<PartName> part,
        Holding holding,
        long size,
        Optional<Made> made,
        List<Made> earlier,
        List<String> logs) {
    /**
     * One making.
     *
     * @param provenance empty where the record cannot be read
     */
    public record Made(RecordName record, Optional<Provenance> provenance) {}

    public ArtifactStory {
        earlier = List.copyOf(earlier);
        logs = List.copyOf(logs);
    }
}
