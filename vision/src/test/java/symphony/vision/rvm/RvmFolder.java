package symphony.vision.rvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** A task folder of role rvm as a worker prepares it: a serpentine through the four inner alleys of five rows. */
public final class RvmFolder {
    private static final String SCAN = "2017-08-30_13-17";
    private static final Vineyard VINEYARD = Vineyard.ofTheTrials();
    private static final Session SESSION = VINEYARD.session(Vineyard.Survey.VINES, Vineyard.scan(SCAN, 1, 2, 1));

    /** The task of any such folder. */
    public static final Task TASK = SESSION.task(Role.RVM, List.of(), List.of(), 0);

    private RvmFolder() {}

    public static Task write(Path dir) throws IOException {
        Files.createDirectories(dir.resolve("inputs"));
        Files.createDirectories(dir.resolve("context"));
        Files.createDirectories(dir.resolve("outputs"));
        Files.writeString(dir.resolve("context/session.json"), SESSION.format());
        Files.writeString(dir.resolve("task.json"), TASK.toLine());
        Drive drive = Drive.serpentine(VINEYARD, 1, 2, 3, 4);
        for (String camera : List.of(Vineyard.LEFT, Vineyard.RIGHT)) {
            Files.writeString(
                    dir.resolve("inputs").resolve(new LogName(SCAN, camera).fileName()),
                    csv(drive.log(SCAN, camera, Drive.Gps.good())));
        }
        return TASK;
    }

    private static String csv(CameraLog log) {
        StringBuilder csv = new StringBuilder("frame_number,timestamp,latitude,longitude,filename\n");
        for (CameraLog.Frame f : log.frames()) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.8f,%.8f,%s%n",
                    f.number(),
                    f.timestamp(),
                    f.latitude(),
                    f.longitude(),
                    f.archive().orElseThrow()));
        }
        return csv.toString();
    }
}
