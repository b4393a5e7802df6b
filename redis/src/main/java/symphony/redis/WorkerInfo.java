package symphony.redis;

import java.util.List;
import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerDescription;
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
    static QueueStatus.Worker read(String id, String info, int busy) {
        try {
            Fields f = Fields.of(Json.parse(info), "worker");
            List<Role> roles = f.texts("roles").stream()
                    .map(Role::parse)
                    .flatMap(Optional::stream)
                    .toList();
            return new QueueStatus.Worker(
                    id, f.text("host", ""), roles, f.optionalInt("slots").orElse(0), busy);
        } catch (MalformedJson e) {
            return new QueueStatus.Worker(id, "", List.of(), 0, busy);
        }
    }
}
