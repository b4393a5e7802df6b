package symphony.app.command.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.command.WorkspaceOptions;
import symphony.core.json.Json;

/** The options of every command that changes something in the queues, and how it tells what it did. */
final class ChangeOptions {
    @Mixin
    private WorkspaceOptions at = new WorkspaceOptions();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    Workspace open(Surroundings around) {
        return at.open(around);
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean json() {
        return json;
    }

    /** @param said in words, as if it had been done; a dry run is told beside it */
    int tell(Surroundings around, String said, ObjectNode result) {
        if (json) {
            around.out().println(Json.line(result.put("dry_run", dryRun)));
        } else {
            around.out().println(dryRun ? "(dry run) " + said : said);
        }
        return 0;
    }
}
