package symphony.vision.postprocess;

import java.util.List;
import java.util.Optional;
import symphony.core.artifact.RowPart;
import symphony.vision.process.Cluster;
import symphony.vision.process.PartNotes;

/**
 * What process made of one row part.
 *
 * @param notes absent where another program made the zip
 */
record PartResult(RowPart part, List<Cluster> clusters, Optional<PartNotes> notes) {
    PartResult {
        clusters = List.copyOf(clusters);
    }
}
