package symphony.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
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
        return Json.line(Json.object()
                .put("host", worker.host())
                .put("slots", worker.slots())
                .set(
                        "roles",
                        Json.array(worker.roles().stream().map(Role::wireName).toList())));
    }

    /** An info that a newer version wrote otherwise hides nothing: what is not understood is left blank. */
    static QueueStatus.Worker read(String id, String info, int busy, WorkerLoad load) {
        try {
            Fields f = Fields.of(Json.parse(info), "worker");
            List<Role> roles = f.texts("roles").stream()
                    .map(Role::parse)
                    .flatMap(Optional::stream)
                    .toList();
            return new QueueStatus.Worker(
                    id, f.text("host", ""), roles, f.optionalInt("slots").orElse(0), busy, load);
        } catch (MalformedJson e) {
            return new QueueStatus.Worker(id, "", List.of(), 0, busy, load);
        }
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
