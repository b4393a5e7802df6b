package symphony.app.doctor;

import java.util.List;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueueUnavailable;
import symphony.core.task.Role;

/** Who serves the queues now. */
final class WorkerExamination {
    private final Workspace workspace;

    WorkerExamination(Workspace workspace) {
        this.workspace = workspace;
    }

    Diagnosis examine() {
        Diagnosis diagnosis = new Diagnosis("workers");
        try {
            List<QueueStatus.Worker> workers = workspace.queue().status().workers();
            diagnosis.saw("processes", workers.size());
            diagnosis.saw(
                    "hosts",
                    workers.stream().map(QueueStatus.Worker::host).distinct().count());
            diagnosis.saw(
                    "slots",
                    workers.stream().mapToInt(QueueStatus.Worker::slots).sum());
            diagnosis.saw(
                    "roles",
                    String.join(
                            " ",
                            Role.ALL.stream()
                                    .filter(role -> workers.stream()
                                            .anyMatch(w -> w.roles().contains(role)))
                                    .map(Role::wireName)
                                    .toList()));
        } catch (QueueUnavailable | UserError told) {
            diagnosis.saw("processes", "unknown"); // the examination of Redis says why
        }
        return diagnosis;
    }
}
