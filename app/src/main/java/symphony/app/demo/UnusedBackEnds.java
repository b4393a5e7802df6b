package symphony.app.demo;

import java.io.IOException;
import java.util.List;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.queue.QueueStatus;
import symphony.core.registry.Client;

/**
 * Before anything is filmed: whether the back ends answer, and are nobody else's. The demo would work on tasks of others, and
 * a second film of one scan would not be the one that the registry and the truth tell of.
 */
final class UnusedBackEnds {
    private final Workspace workspace;

    UnusedBackEnds(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @throws UserError where they are in use; says how to choose others */
    void check(Client client) throws IOException {
        if (!workspace.store().folders(client.id() + "/").isEmpty()) {
            throw UserError.failed(workspace.store().describe() + " holds a demo already, in " + client.id()
                    + "/; name another prefix in storage.url, or remove that");
        }
        List<QueueStatus.Queue> queues = workspace.queue().status().queues();
        if (!queues.isEmpty()) {
            throw UserError.failed("Redis at " + workspace.redis().place() + " holds queues, such as "
                    + queues.get(0).name() + ", and the demo would work on them; name another database in redis.url");
        }
        workspace.registry().outline();
    }
}
