package symphony.vision;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import symphony.core.task.Role;
import symphony.vision.detection.DetectionStage;
import symphony.vision.postprocess.PostprocessStage;
import symphony.vision.preproc.PreprocStage;
import symphony.vision.process.ProcessStage;
import symphony.vision.rvm.RvmStage;

/** Which built-in program does which role: the one place where they are wired. */
public final class BuiltinStages {
    /** Stands in the record of every artifact; raised with every release whose outputs differ from those before. */
    public static final String VERSION = "0.1.0";

    private final Map<Role, Stage> stages;

    BuiltinStages(Map<Role, Stage> stages) {
        this.stages = new EnumMap<>(stages);
    }

    /** All there are. */
    public static BuiltinStages all() {
        return new BuiltinStages(Map.of(
                Role.RVM, new RvmStage(),
                Role.PREPROC, new PreprocStage(),
                Role.DETECTION, new DetectionStage(),
                Role.PROCESS, new ProcessStage(),
                Role.POSTPROCESS, new PostprocessStage()));
    }

    Optional<Stage> of(Role role) {
        return Optional.ofNullable(stages.get(role));
    }

    /** The program's name, for its record. */
    public static String name(Role role) {
        return "symphony-" + role.wireName();
    }
}
