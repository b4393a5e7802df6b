package symphony.app.work;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.app.config.Configuration;
import symphony.app.config.Setting;
import symphony.app.config.StageSetting;
import symphony.core.task.Role;
import symphony.core.verify.FleetRules;
import symphony.core.verify.Place;

/** Whether the programs that are configured can be started on this machine. The built-in ones always can. */
public final class ProgramCheck {
    private static final Pattern SCRIPT = Pattern.compile("[^-].*\\.(py|sh|jar|m|R|jl|js|mjs|pl|rb)");
    private static final Pattern SOURCE = Pattern.compile("(.+):([0-9]+)");

    private ProgramCheck() {}

    /**
     * The roles whose program cannot, and why.
     *
     * @param workspace what relative names are relative to
     * @param searchPath the environment's {@code PATH}
     */
    public static Map<Role, FleetRules.Unable> unable(Configuration configuration, Path workspace, String searchPath) {
        Map<Role, FleetRules.Unable> unable = new EnumMap<>(Role.class);
        configuration.stages().forEach((role, setting) -> problem(setting.value(), workspace, searchPath)
                .ifPresent(what -> unable.put(role, new FleetRules.Unable(place(setting), what))));
        return unable;
    }

    private static Place place(Setting<StageSetting> setting) {
        Matcher source = SOURCE.matcher(setting.source());
        return source.matches()
                ? new Place(source.group(1), Integer.parseInt(source.group(2)), 0)
                : Place.of(setting.source());
    }

    private static Optional<String> problem(StageSetting stage, Path workspace, String searchPath) {
        List<String> command = stage.run();
        String program = command.get(0);
        boolean named = program.contains("/") || program.contains(File.separator);
        Optional<Path> file = named || isFile(workspace, program)
                ? Optional.of(workspace.resolve(program))
                : onPath(program, searchPath);
        if (file.isEmpty()) {
            return Optional.of("is '" + program + "', and no such program is on the PATH");
        }
        if (!Files.isRegularFile(file.get())) {
            return Optional.of("is '" + program + "', and there is no such file");
        }
        if (!Files.isExecutable(file.get())) {
            return Optional.of("is '" + program + "', and that file is not executable");
        }
        return command.subList(1, command.size()).stream()
                .filter(word -> SCRIPT.matcher(word).matches() && !isFile(workspace, word))
                .findFirst()
                .map(word -> "is given '" + word + "', and there is no such file");
    }

    private static boolean isFile(Path workspace, String name) {
        try {
            return Files.isRegularFile(workspace.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<Path> onPath(String program, String searchPath) {
        for (String folder : searchPath.split(Pattern.quote(File.pathSeparator))) {
            for (String ending : List.of("", ".exe", ".cmd", ".bat")) {
                if (!folder.isEmpty() && isFile(Path.of(folder), program + ending)) {
                    return Optional.of(Path.of(folder, program + ending));
                }
            }
        }
        return Optional.empty();
    }
}
