package symphony.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;

/** A worker's description as it stands in its lease. */
final class WorkerInfo {
    private WorkerInfo() {}

    static String toJson(WorkerDescription worker) {
        ObjectNode programs = Json.object();
        worker.programs().forEach((role, program) -> programs.put(role.wireName(), program));
        ObjectNode info = Json.object().put("host", worker.host()).put("slots", worker.slots());
        info.set("roles", Json.array(worker.roles().stream().map(Role::wireName).toList()));
        info.set("programs", programs);
        return Json.line(info);
    }

    /** An info that a newer version wrote otherwise hides nothing: what is not understood is left blank. */
    static QueueStatus.Worker read(String id, String info, int busy, WorkerLoad load) {
        try {
            JsonNode json = Json.parse(info);
            Fields f = Fields.of(json, "worker");
            List<Role> roles = f.texts("roles").stream()
                    .map(Role::parse)
                    .flatMap(Optional::stream)
                    .toList();
            return new QueueStatus.Worker(
                    id,
                    f.text("host", ""),
                    roles,
                    f.optionalInt("slots").orElse(0),
                    busy,
                    load,
                    programs(json.path("programs")));
        } catch (MalformedJson e) {
            return new QueueStatus.Worker(id, "", List.of(), 0, busy, load);
        }
    }

    /** Workers of before tell of none. */
    private static Map<Role, String> programs(JsonNode json) {
        Map<Role, String> programs = new EnumMap<>(Role.class);
        for (Role role : Role.ALL) {
            if (json.path(role.wireName()).isTextual()) {
                programs.put(role, json.path(role.wireName()).asText());
            }
        }
        return programs;
    }

    static String toJson(WorkerLoad load) {
        ArrayNode slots = Json.array(List.of());
        for (WorkerLoad.Slot slot : load.slots()) {
            slots.add(Json.object()
                    .put("slot", slot.number())
                    .put("task", slot.task())
                    .put("cores", slot.cores())
                    .put("memory", slot.memoryBytes())
                    .put("progress", slot.progress()));
        }
        return Json.line(slots);
    }

    static WorkerLoad readLoad(String json) {
        List<WorkerLoad.Slot> slots = new ArrayList<>();
        try {
            for (JsonNode slot : Json.parse(json.isEmpty() ? "[]" : json)) {
                slots.add(new WorkerLoad.Slot(
                        slot.path("slot").asInt(),
                        slot.path("task").asText(),
                        slot.path("cores").asDouble(),
                        slot.path("memory").asLong(),
                        slot.path("progress").asDouble(-1)));
            }
        } catch (MalformedJson e) {
            return WorkerLoad.NONE; // a newer version's
        }
        return new WorkerLoad(slots);
    }
}
