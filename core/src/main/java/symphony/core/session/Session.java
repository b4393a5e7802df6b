package symphony.core.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.registry.Block;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Scan;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * {@code session.json}: what a session is, fixed before its first task is enqueued, so that workers need no registry.
 *
 * @param role where the task file asks to start
 * @param detectionParams the task file's free map
 * @param priority what the task file says, else 1: its turns in a round of the queues
 * @param notifyUrl what the task file says, or empty
 * @param run what a redo of the whole session raised it to, else 0
 * @param redo pieces that are due again
 */
public record Session(
        String sessionName,
        String clientName,
        String clientId,
        String farmName,
        String farmId,
        Block block,
        List<Scan> scans,
        boolean test,
        Role role,
        Map<String, JsonNode> detectionParams,
        int priority,
        String notifyUrl,
        int run,
        List<Redo> redo) {

    public Session {
        StorageKeys.sessionRoot(clientId, farmName, block.name(), sessionName);
        if (run < 0) {
            throw new IllegalArgumentException("field 'run' cannot be negative, found " + run);
        }
        scans = List.copyOf(scans);
        detectionParams = Collections.unmodifiableMap(new LinkedHashMap<>(detectionParams));
        redo = List.copyOf(redo);
    }

    public SessionRoot root() {
        return StorageKeys.sessionRoot(clientId, farmName, block.name(), sessionName);
    }

    /** The run that a role's artifact of this part has to be of; without a part, that of the whole session. */
    public int runOf(Role role, Optional<PartName> part) {
        return redo.stream()
                .filter(r -> r.concerns(role, part))
                .mapToInt(Redo::run)
                .reduce(run, Math::max);
    }

    /** The redo that says so, of the highest run; empty where the run is the session's own. */
    public Optional<Redo> redoOf(Role role, int row, String scanId) {
        return redo.stream()
                .filter(r -> r.run() >= run && r.concerns(role, row, scanId))
                .max(Comparator.comparingInt(Redo::run));
    }

    /** A task of this session. */
    public Task task(Role role, List<ArchiveName> archives, List<PartName> parts, int taskRun) {
        return new Task(
                role,
                sessionName,
                clientName,
                clientId,
                farmName,
                farmId,
                block.name(),
                block.id(),
                scans.stream().map(Scan::scanId).toList(),
                test,
                0,
                archives,
                parts,
                detectionParams,
                taskRun,
                Map.of());
    }

    public String format() {
        ObjectNode json = Json.object();
        json.put("session_name", sessionName);
        json.put("client_name", clientName).put("clientid", clientId);
        json.put("farm_name", farmName).put("farmid", farmId);
        json.put("test", test);
        json.put("role", role.wireName());
        ObjectNode params = json.putObject("detection_params");
        detectionParams.forEach(params::set);
        json.put("priority", priority);
        if (!notifyUrl.isEmpty()) {
            json.put("notify", notifyUrl);
        }
        json.put("run", run);
        if (!redo.isEmpty()) {
            ArrayNode array = json.putArray("redo");
            for (Redo r : redo) {
                ObjectNode o = array.addObject();
                o.put("run", r.run()).put("from", r.from().wireName());
                ArrayNode rows = o.putArray("rows");
                r.rows().forEach(rows::add);
                o.set("scans", Json.array(r.scans()));
            }
        }
        ArrayNode scanArray = json.putArray("scans");
        scans.forEach(s -> scanArray.add(RegistryJson.write(s)));
        json.set("block", RegistryJson.write(block));
        return Json.pretty(json);
    }

    /** @throws MalformedJson naming the field */
    public static Session parse(String text) {
        JsonNode json = Json.parse(text);
        Fields f = Fields.of(json, "session.json");
        Map<String, JsonNode> params = new LinkedHashMap<>();
        f.object("detection_params").ifPresent(p -> p.properties().forEach(e -> params.put(e.getKey(), e.getValue())));
        ObjectNode block = f.object("block").orElseThrow(() -> new MalformedJson("session.json: no field 'block'"));
        try {
            return new Session(
                    f.text("session_name"),
                    f.text("client_name", ""),
                    f.text("clientid"),
                    f.text("farm_name"),
                    f.text("farmid", ""),
                    RegistryJson.readBlock(Fields.of(block, "session.json: block")),
                    f.objects("scans").stream().map(RegistryJson::readScan).toList(),
                    f.flag("test", false),
                    role(f, "role"),
                    params,
                    f.optionalInt("priority").orElse(1),
                    f.text("notify", ""),
                    f.optionalInt("run").orElse(0),
                    f.objects("redo").stream().map(Session::readRedo).toList());
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("session.json: " + e.getMessage());
        }
    }

    private static Redo readRedo(Fields f) {
        return new Redo(
                f.optionalInt("run").orElse(0),
                role(f, "from"),
                f.texts("rows").stream().map(row -> row(f, row)).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(f.texts("scans")));
    }

    private static Integer row(Fields f, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new MalformedJson(f.where() + ": field 'rows' holds '" + text + "', which is no row's number");
        }
        return Integer.valueOf(text);
    }

    private static Role role(Fields f, String field) {
        String text = f.text(field, Role.RVM.wireName());
        return Role.parse(text).orElseThrow(() -> new MalformedJson(f.where() + ": '" + text + "' is no role"));
    }
}
