package symphony.vision.rvm;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.artifact.VinesPerRow;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.Progress;
import symphony.vision.Stage;

/** Role rvm: {@code rvm.csv} and {@code vpr.csv} from all cameras' logs and the session's block. */
public final class RvmStage implements Stage {
    private final Consumer<String> remarks;

    /** Remarks go to stderr, the task's log. */
    public RvmStage() {
        this(System.err::println);
    }

    RvmStage(Consumer<String> remarks) {
        this.remarks = remarks;
    }

    @Override
    public void run(StageFolder folder, Task task, Progress progress) throws IOException {
        Session session = Session.parse(Files.readString(folder.context().resolve("session.json")));
        Map<LogName, CameraLog> logs = logs(folder.inputs(), progress);
        progress.at(0.5, "finding the rows");
        RowMapping mapping = new RowMapping(session, logs, remarks);
        RowVideoMap map = mapping.map();
        VinesPerRow vines = mapping.vines();
        progress.at(0.95, map.size() + " row parts");
        Files.writeString(folder.outputs().resolve("vpr.csv"), vines.format());
        Files.writeString(folder.outputs().resolve("rvm.csv"), map.format());
        progress.at(1, map.size() + " row parts");
    }

    private static Map<LogName, CameraLog> logs(Path inputs, Progress progress) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(inputs)) {
            files = list.sorted().toList();
        }
        Map<LogName, CameraLog> logs = new TreeMap<>(Comparator.comparing(LogName::fileName));
        List<String> others = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            Optional<LogName> log = StorageKeys.parseLog(name);
            if (log.isEmpty()) {
                others.add(name);
                continue;
            }
            progress.at(0.5 * logs.size() / files.size(), "reading " + name);
            try (Reader reader = Files.newBufferedReader(file)) {
                logs.put(log.get(), CameraLog.parse(reader, name));
            }
        }
        if (logs.isEmpty()) {
            throw new BadData("no camera log among the inputs" + (others.isEmpty() ? "" : ", only " + others));
        }
        return logs;
    }
}
