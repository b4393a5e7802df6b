package symphony.worker;

import java.io.IOException;
import java.nio.file.Files;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageFolder;
import symphony.worker.program.ProgramSpec;

/** What a program calls itself in {@code stage.json}; else the name of its command. */
record StageName(String name, String version) {
    private static final int MOST_BYTES = 65_536;

    static StageName read(StageFolder folder, ProgramSpec spec) {
        String command = StorageKeys.baseName(spec.command().get(0));
        try {
            if (!Files.isRegularFile(folder.stage()) || Files.size(folder.stage()) > MOST_BYTES) {
                return new StageName(command, "");
            }
            Fields f = Fields.of(Json.parse(Files.readString(folder.stage())), "stage.json");
            return new StageName(f.text("name", command), f.text("version", ""));
        } catch (IOException | MalformedJson e) {
            return new StageName(command, ""); // it is optional, and no result is worse for it
        }
    }
}
