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
        Optional<Path> file = file(workspace, program);
        if (file.isEmpty() && (program.contains("/") || program.contains(File.separator))) {
            return Optional.of("is '" + program + "', and there is no such file");
        }
        Optional<Path> found = file.or(() -> onPath(program, searchPath));
        if (found.isEmpty()) {
            return Optional.of("is '" + program + "', and no such program is on the PATH");
        }
        if (!Files.isExecutable(found.get())) {
            return Optional.of("is '" + program + "', and that file is not executable");
        }
        return command.subList(1, command.size()).stream()
                .filter(word ->
                        SCRIPT.matcher(word).matches() && file(workspace, word).isEmpty())
                .findFirst()
                .map(word -> "is given '" + word + "', and there is no such file");
    }

    private static Optional<Path> file(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> onPath(String program, String searchPath) {
        for (String folder : searchPath.split(Pattern.quote(File.pathSeparator))) {
            for (String ending : List.of("", ".exe", ".cmd", ".bat")) {
                Optional<Path> file = folder.isEmpty() ? Optional.empty() : file(folder, program + ending);
                if (file.isPresent()) {
                    return file;
                }
            }
        }
        return Optional.empty();
    }

    /** A PATH may hold anything: what names no folder here holds no program. */
    private static Optional<Path> file(String folder, String name) {
        try {
            return file(Path.of(folder), name);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
