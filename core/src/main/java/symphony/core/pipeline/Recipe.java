package symphony.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.StorageKeys;
import symphony.core.task.Role;

/**
 * What an artifact was made by, its inputs aside: two that were made by one program with one set of parameters have the
 * same.
 *
 * @param command words that name files without the path, which differs from machine to machine
 * @param models SHA-256 of the models that the parameters name, by key
 * @param inputs of a summary what it was made from: the same bytes may be made of other inputs, and each making needs a
 *     record of its own; else empty
 */
public record Recipe(
        Role role,
        String program,
        String version,
        List<String> command,
        SortedMap<String, JsonNode> parameters,
        SortedMap<String, String> models,
        String inputs) {
    private static final int DIGITS = 12;

    public Recipe {
        command = command.stream().map(StorageKeys::baseName).toList();
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    public static Recipe of(Provenance made) {
        List<String> keys = StageInputs.models(made.parameters());
        SortedMap<String, String> models = new TreeMap<>();
        made.inputs().stream()
                .filter(s -> keys.contains(s.name()))
                .forEach(s -> models.put(s.name(), s.checksum().sha256()));
        return new Recipe(
                made.role(),
                made.program(),
                made.version(),
                made.command(),
                new TreeMap<>(made.parameters()),
                models,
                made.processDigest());
    }

    /** Twelve hexadecimal digits, for the names of records. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(role)
                .append('\n')
                .append(program)
                .append('\n')
                .append(version)
                .append('\n');
        command.forEach(word -> text.append(word).append('\n'));
        for (Map.Entry<String, JsonNode> e : parameters.entrySet()) {
            text.append(e.getKey()).append('=').append(e.getValue()).append('\n');
        }
        models.forEach((key, sha) -> text.append(key).append('~').append(sha).append('\n'));
        text.append(inputs);
        return Checksum.of(text.toString().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .substring(0, DIGITS);
    }
}
