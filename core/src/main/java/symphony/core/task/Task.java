package symphony.core.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * One task: a line of JSON in a queue. Every instance can be served: its session root, its archive (preproc) and its
 * row parts (detection, process) are known.
 *
 * @param scanIds the scans of the session, as far as the task says
 * @param numRetries how often it has failed
 * @param archives file names of archives; of preproc exactly those it covers
 * @param parts the row parts it covers; empty for rvm, preproc (its archive says it) and postprocess
 * @param detectionParams the free map of the task file; {@code folders} and {@code result} taken out
 * @param run 0, or what a redo raised it to
 * @param unknown fields that mean nothing to us and travel on untouched
 */
public record Task(
        Role role,
        String sessionName,
        String clientName,
        String clientId,
        String farmName,
        String farmId,
        String blockName,
        String blockId,
        List<String> scanIds,
        boolean test,
        int numRetries,
        List<ArchiveName> archives,
        List<PartName> parts,
        Map<String, JsonNode> detectionParams,
        int run,
        Map<String, JsonNode> unknown) {

    /** A line longer than this is not read: a task is some hundred bytes, a long list of parts some thousand. */
    public static final int MOST_CHARS = 1 << 20;

    public Task {
        StorageKeys.sessionRoot(clientId, farmName, blockName, sessionName);
        if (numRetries < 0 || run < 0) {
            throw new IllegalArgumentException("num_retries and run cannot be negative");
        }
        if (role == Role.PREPROC && archives.isEmpty()) {
            throw new IllegalArgumentException("a preproc task names its archive in 'tarfiles'");
        }
        if (role.isPerPart() && parts.isEmpty()) {
            throw new IllegalArgumentException("a " + role
                    + " task names its row parts in 'part', or their zips in detection_params 'folders' or 'result'");
        }
        scanIds = List.copyOf(scanIds);
        archives = List.copyOf(archives);
        parts = List.copyOf(parts);
        detectionParams = copy(detectionParams);
        unknown = copy(unknown);
    }

    /** In the same order. */
    private static Map<String, JsonNode> copy(Map<String, JsonNode> fields) {
        return fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Where everything of the task's session lies. */
    public SessionRoot root() {
        return StorageKeys.sessionRoot(clientId, farmName, blockName, sessionName);
    }

    public QueueName queue() {
        return QueueName.of(role, sessionName);
    }

    public TaskIdentity identity() {
        return TaskIdentity.of(this);
    }

    /** The same session's task of another role. */
    public Task next(Role role, List<ArchiveName> archives, List<PartName> parts, int run) {
        return new Task(
                role,
                sessionName,
                clientName,
                clientId,
                farmName,
                farmId,
                blockName,
                blockId,
                scanIds,
                test,
                0,
                archives,
                parts,
                detectionParams,
                run,
                unknown);
    }

    public Task withRetries(int numRetries) {
        return new Task(
                role,
                sessionName,
                clientName,
                clientId,
                farmName,
                farmId,
                blockName,
                blockId,
                scanIds,
                test,
                numRetries,
                archives,
                parts,
                detectionParams,
                run,
                unknown);
    }

    /** The task as the line that stands in a queue. */
    public String toLine() {
        return TaskLine.of(this);
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("role", role.wireName());
        json.put("session_name", sessionName);
        json.put("client_name", clientName);
        json.put("clientid", clientId);
        json.put("farm_name", farmName);
        json.put("farmid", farmId);
        json.put("block_name", blockName);
        json.put("blockid", blockId);
        json.set("scanids", Json.array(scanIds));
        json.put("test", test ? 1 : 0);
        json.put("num_retries", numRetries);
        json.set(
                "tarfiles",
                Json.array(archives.stream().map(ArchiveName::fileName).toList()));
        ObjectNode params = Json.object();
        detectionParams.forEach(params::set);
        if (role.isPerPart()) {
            List<String> zips = parts.stream().map(StorageKeys::framesFile).toList();
            params.set("folders", Json.array(zips));
            params.set("result", Json.array(zips));
            json.set("part", Json.array(parts.stream().map(PartName::toString).toList()));
        }
        json.set("detection_params", params);
        if (run > 0) {
            json.put("run", run);
        }
        unknown.forEach(json::set);
        return json;
    }

    /**
     * Reads a line.
     *
     * @throws MalformedJson where it is no task that can be served; the message says why, for the dead letter
     */
    public static Task parse(String line) {
        if (line.length() > MOST_CHARS) {
            throw new MalformedJson(
                    "a line of " + line.length() + " characters is no task; " + MOST_CHARS + " are read at most");
        }
        TaskReader f = TaskReader.of(line);
        String roleText = f.text("role");
        Role role = Role.parse(roleText)
                .orElseThrow(() -> new MalformedJson("task: '" + roleText + "' is no role; roles are " + Role.ALL));
        TaskReader params = f.params();
        try {
            return new Task(
                    role,
                    f.text("session_name"),
                    f.text("client_name", ""),
                    f.text("clientid"),
                    f.text("farm_name"),
                    f.text("farmid", ""),
                    f.text("block_name"),
                    f.text("blockid", ""),
                    f.texts("scanids"),
                    f.judged().flag("test", false),
                    f.judged().optionalInt("num_retries").orElse(0),
                    archives(f),
                    role.isPerPart() ? parts(role, f, params) : List.of(),
                    params.unknown(),
                    f.judged().optionalInt("run").orElse(0),
                    f.unknown());
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("task: " + e.getMessage());
        }
    }

    private static List<ArchiveName> archives(TaskReader f) {
        List<String> names = f.texts("tarfiles");
        List<ArchiveName> archives = new ArrayList<>(names.size());
        for (String name : names) {
            archives.add(StorageKeys.parseArchive(StorageKeys.baseName(name))
                    .orElseThrow(() -> new MalformedJson("task: 'tarfiles' holds no archive's name: " + name)));
        }
        return archives;
    }

    /** Tasks made by hand or by older tools lack {@code part}: it follows from the zips they name. */
    private static List<PartName> parts(Role role, TaskReader f, TaskReader params) {
        List<String> own = f.texts("part");
        if (!own.isEmpty()) {
            return parse(own, StorageKeys::parsePart, "part");
        }
        List<String> results = params.texts("result");
        List<String> folders = params.texts("folders");
        boolean byResult = role == Role.PROCESS ? !results.isEmpty() : folders.isEmpty();
        return byResult
                ? parse(results, StorageKeys::parseFramesFile, "result")
                : parse(folders, StorageKeys::parseFramesFile, "folders");
    }

    private static List<PartName> parse(List<String> names, Function<String, Optional<PartName>> reader, String field) {
        TreeSet<PartName> parts = new TreeSet<>();
        for (String name : names) {
            parts.add(reader.apply(name)
                    .orElseThrow(() -> new MalformedJson("task: '" + field + "' holds no row part's name: " + name)));
        }
        return List.copyOf(parts);
    }
}
