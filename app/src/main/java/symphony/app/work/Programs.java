package symphony.app.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import symphony.app.config.Configuration;
import symphony.app.config.Setting;
import symphony.app.config.StageSetting;
import symphony.core.pipeline.Asked;
import symphony.core.task.Role;
import symphony.vision.BuiltinStages;
import symphony.worker.program.ProgramLimits;
import symphony.worker.program.ProgramSpec;

/** Which program runs each role: the configured one, else the built-in. */
public final class Programs {
    private Programs() {}

    /** @param workspace what relative names of programs and scripts are relative to */
    public static Map<Role, ProgramSpec> of(Configuration configuration, List<Role> roles, Path workspace) {
        Map<Role, ProgramSpec> programs = new EnumMap<>(Role.class);
        for (Role role : roles) {
            Setting<StageSetting> setting = configuration.stages().get(role);
            programs.put(
                    role,
                    setting == null
                            ? builtIn(role, configuration.secretVariables())
                            : configured(role, setting.value(), configuration.secretVariables(), workspace));
        }
        return programs;
    }

    /** What a record would say of each role's program if it ran now. */
    public static Asked asked(Configuration configuration, Path workspace) {
        Map<Role, Asked.Program> programs = new EnumMap<>(Role.class);
        of(configuration, Role.ALL, workspace).forEach((role, spec) -> {
            boolean builtIn = configuration.stages().get(role) == null;
            programs.put(
                    role,
                    builtIn
                            ? new Asked.Program(BuiltinStages.name(role), BuiltinStages.VERSION, List.of())
                            : new Asked.Program("", "", spec.command()));
        });
        return new Asked(programs, Map.of(), Map.of());
    }

    private static ProgramSpec configured(Role role, StageSetting stage, Set<String> withheld, Path workspace) {
        ProgramSpec.Mode mode = stage.serve() ? ProgramSpec.Mode.SERVE : ProgramSpec.Mode.ONCE;
        ProgramLimits limits =
                new ProgramLimits(stage.timeout(), stage.silence(), stage.restartAfter(), stage.restartMemory());
        return new ProgramSpec(role, stage.run(), mode, limits, Map.of(), withheld).resolvedIn(workspace);
    }

    /** One JVM a slot serves all built-in roles; it lives on from task to task. */
    private static ProgramSpec builtIn(Role role, Set<String> withheld) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path executable = Files.exists(java) ? java : java.resolveSibling("java.exe");
        List<String> command = List.of(
                executable.toString(),
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=20",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "symphony.vision.Main",
                "serve");
        // the class path goes beside the command, which every record holds
        Map<String, String> environment = Map.of("CLASSPATH", System.getProperty("java.class.path"));
        ProgramLimits limits = ProgramLimits.of(StageSetting.DEFAULT_TIMEOUT);
        return new ProgramSpec(role, command, ProgramSpec.Mode.SERVE, limits, environment, withheld);
    }
}
