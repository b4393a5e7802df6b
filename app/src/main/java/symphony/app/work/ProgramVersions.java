package symphony.app.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.app.config.Configuration;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.StorageKeys;
import symphony.core.task.Role;
import symphony.vision.BuiltinStages;

/**
 * What a worker tells of its programs, so that different ones in one fleet are seen: of a built-in one name and version; of
 * another its name and a digest of its command and of the workspace's files that this names. Only these files: an
 * interpreter may rightly be another on each machine.
 */
final class ProgramVersions {
    private static final int DIGITS = 12;
    /** Of what is longer the size alone is taken: a worker is to start at once. */
    private static final long MOST_BYTES = 64L << 20;

    private ProgramVersions() {}

    static Map<Role, String> of(Configuration configuration, List<Role> roles, Path workspace) {
        Map<Role, String> versions = new EnumMap<>(Role.class);
        for (Role role : roles) {
            String version = Optional.ofNullable(configuration.stages().get(role))
                    .map(own -> own(own.value().run(), workspace))
                    .orElseGet(() -> BuiltinStages.name(role) + " " + BuiltinStages.VERSION);
            versions.put(role, version);
        }
        return versions;
    }

    private static String own(List<String> command, Path workspace) {
        StringBuilder name = new StringBuilder(StorageKeys.baseName(command.get(0)));
        StringBuilder all = new StringBuilder();
        for (String word : command) {
            String base = StorageKeys.baseName(word);
            Optional<String> content = content(word, workspace);
            all.append(base).append(' ').append(content.orElse("")).append('\n');
            if (content.isPresent() && !base.contentEquals(name)) {
                name.append(' ').append(base);
            }
        }
        String digest =
                Checksum.of(all.toString().getBytes(StandardCharsets.UTF_8)).sha256();
        return name + " " + digest.substring(0, DIGITS);
    }

    /** What tells a file of the workspace from another; empty where the word names none. */
    private static Optional<String> content(String word, Path workspace) {
        try {
            Path root = workspace.toAbsolutePath().normalize();
            Path file = root.resolve(word).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(
                    Files.size(file) > MOST_BYTES
                            ? Long.toString(Files.size(file))
                            : Checksum.of(file).sha256());
        } catch (InvalidPathException | IOException e) {
            return Optional.empty(); // no file's name, or none that can be read: its tasks will say so
        }
    }
}
