package symphony.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import symphony.contracts.verify.GoodWorkspace;
import symphony.core.json.Json;
import symphony.core.registry.RegistryJson;
import symphony.core.store.StoredObject;

/** A {@link GoodWorkspace} laid out in a folder, its registry imported. */
final class GoodFolder {
    private GoodFolder() {}

    /** @return its command line */
    static InProcess of(Path directory, GoodWorkspace workspace) throws IOException {
        for (StoredObject object : workspace.store.list("")) {
            Path file = directory.resolve("storage").resolve(object.key());
            Files.createDirectories(file.getParent());
            Files.write(file, workspace.store.content(object.key()));
        }
        Files.writeString(
                directory.resolve("farm.json"), Json.pretty(RegistryJson.write(List.of(workspace.registered()))));
        Files.createDirectories(directory.resolve("tasks"));
        Files.writeString(directory.resolve("tasks/t.yaml"), workspace.task);
        InProcess cli = new InProcess(directory, Map.of("NO_COLOR", "1"));
        cli.run("registry", "import", "farm.json");
        return cli;
    }
}
