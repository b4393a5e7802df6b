package symphony.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.ExpectedOutput.Kind;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Which artifacts a task has to make, in the order of their publication: the last one is the commit. */
public final class ExpectedOutputs {
    private ExpectedOutputs() {}

    /**
     * @param map what preproc follows from; the other roles' outputs are said by the task alone
     * @return empty for a preproc task whose archives show no row of the map, and where preproc has no map
     */
    public static List<ExpectedOutput> of(Task task, Optional<RowVideoMap> map) {
        SessionRoot root = task.root();
        return switch (task.role()) {
            case RVM ->
                List.of(
                        ofSession(root.relative(root.vpr()), Kind.VINES_PER_ROW),
                        ofSession(root.relative(root.rvm()), Kind.ROW_VIDEO_MAP));
            case PREPROC, DETECTION, PROCESS ->
                parts(task, map).stream()
                        .map(part -> ofPart(root, task.role(), part))
                        .toList();
            case POSTPROCESS -> List.of(ofSession(root.relative(root.summary()), Kind.SUMMARY));
        };
    }

    /** The row parts a task covers: those of its archives in the map for preproc, its own for detection and process. */
    public static List<PartName> parts(Task task, Optional<RowVideoMap> map) {
        if (task.role() != Role.PREPROC) {
            return task.parts();
        }
        if (map.isEmpty()) {
            return List.of();
        }
        List<PartName> parts = new ArrayList<>();
        task.archives().forEach(archive -> parts.addAll(map.get().partsOf(archive)));
        return List.copyOf(parts);
    }

    /** The artifact that a role makes of one row part. */
    public static ExpectedOutput ofPart(SessionRoot root, Role role, PartName part) {
        String key =
                switch (role) {
                    case PREPROC -> root.frames(part);
                    case DETECTION -> root.detection(part);
                    case PROCESS -> root.process(part);
                    case RVM, POSTPROCESS -> throw new IllegalArgumentException(role + " makes nothing of a row part");
                };
        return new ExpectedOutput(root.relative(key), Kind.ZIP, Optional.of(part));
    }

    private static ExpectedOutput ofSession(String relativeKey, Kind kind) {
        return new ExpectedOutput(relativeKey, kind, Optional.empty());
    }
}
