package symphony.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Side;

/** What a person says of a scan that is registered. */
final class RegisterOptions {
    @Option(names = "--farm", paramLabel = "NAME", description = "The farm it was driven on.")
    @Nullable
    String farm;

    @Option(
            names = "--block",
            paramLabel = "NAME",
            split = ",",
            description = "The block it shows; may be given again.")
    List<String> blocks = new ArrayList<>();

    @Option(
            names = "--start-left",
            paramLabel = "ROW",
            description = "The row to the left where it starts; 0 where there is none.")
    @Nullable
    Integer startLeft;

    @Option(
            names = "--start-right",
            paramLabel = "ROW",
            description = "The row to the right where it starts; 0 where there is none.")
    @Nullable
    Integer startRight;

    @Option(
            names = "--direction",
            paramLabel = "1|-1",
            description = "1 where row numbers grow along the drive, -1 where they fall.")
    @Nullable
    Integer direction;

    @Option(
            names = "--cameras",
            paramLabel = "SIDE=CAMERA",
            split = ",",
            description = "As in left=22179657,right=22179677.")
    private Map<String, String> cameras = new LinkedHashMap<>();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Only tell what would be registered.")
    boolean dryRun;

    @Option(names = "--json", description = "One line of JSON a scan.")
    boolean json;

    /** By camera. */
    Map<String, Side> sides() {
        Map<String, Side> sides = new TreeMap<>();
        cameras.forEach((side, camera) -> {
            if (!(side.equals("left") || side.equals("right")) || !StorageKeys.isCamera(camera)) {
                throw UserError.usage("--cameras " + side + "=" + camera
                        + ": write the side and the camera's eight digits, as in left=22179657,right=22179677");
            }
            sides.put(camera, side.equals("left") ? Side.LEFT : Side.RIGHT);
        });
        return sides;
    }
}
