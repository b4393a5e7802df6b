package symphony.vision.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.PartName;
import symphony.core.artifact.VinesPerRow;
import symphony.core.geometry.VinePlace;
import symphony.core.registry.Side;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;

/**
 * What a part's row and camera are like, as far as {@code context/} tells.
 *
 * @param vines of the part's row; empty where not known
 * @param forwardIsRight whether the vehicle drives to the image's right, which is so for a camera on its left side
 */
record PartContext(List<VinePlace> vines, boolean forwardIsRight) {
    static PartContext read(StageFolder folder, PartName part) throws IOException {
        Path file = folder.context().resolve("session.json");
        Optional<Session> session =
                Files.exists(file) ? Optional.of(Session.parse(Files.readString(file))) : Optional.empty();
        boolean left = session.stream()
                .flatMap(s -> s.scans().stream())
                .filter(s -> s.scanId().equals(part.archive().scanId()))
                .map(s -> Optional.ofNullable(s.cameras().get(part.archive().camera())))
                .flatMap(Optional::stream)
                .allMatch(side -> side == Side.LEFT);
        Path vpr = folder.context().resolve("vpr.csv");
        int vines = Files.exists(vpr)
                ? VinesPerRow.parse(Files.readString(vpr), "vpr.csv").vines().getOrDefault(part.row(), 0)
                : 0;
        return new PartContext(RowVines.of(session, part.row(), vines), left);
    }
}
