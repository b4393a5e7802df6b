package symphony.vision.preproc;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.LogName;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.json.MalformedJson;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.vision.BadData;

/** What lies beside the archive: map and log, and from them where each frame was taken. */
final class ScanContext {
    private final RowVideoMap map;
    private final CameraLog log;
    private final ScanClock clock;
    private final RowPlaces places;

    private ScanContext(RowVideoMap map, CameraLog log, ScanClock clock, RowPlaces places) {
        this.map = map;
        this.log = log;
        this.clock = clock;
        this.places = places;
    }

    /** @throws BadData where a file lacks, or is not of its format */
    static ScanContext read(StageFolder folder, ArchiveName archive) throws IOException {
        LogName name = new LogName(archive.scanId(), archive.camera());
        String logName = name.fileName();
        Path logFile = present(folder, logName, "upload the camera's log");
        Path mapFile = present(folder, "rvm.csv", "do the session's rvm again");
        Path sessionFile = present(folder, "session.json", "run init or repair");
        try (Reader reader = Files.newBufferedReader(logFile)) {
            RowVideoMap map = RowVideoMap.parse(Files.readString(mapFile), "rvm.csv");
            Session session = Session.parse(Files.readString(sessionFile));
            CameraLog log = CameraLog.parse(reader, logName);
            List<RowPart> own = map.parts().stream()
                    .filter(p -> p.name().archive().scanId().equals(archive.scanId())
                            && p.name().archive().camera().equals(archive.camera()))
                    .toList();
            ScanClock clock = ScanClock.of(log, own, "rvm.csv and " + logName);
            return new ScanContext(map, log, clock, RowPlaces.of(session, name, log));
        } catch (MalformedFile | MalformedJson e) {
            throw new BadData(String.valueOf(e.getMessage()));
        }
    }

    private static Path present(StageFolder folder, String name, String remedy) {
        Path file = folder.context().resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BadData("context/" + name + " is missing; " + remedy);
        }
        return file;
    }

    RowVideoMap map() {
        return map;
    }

    /**
     * The frames that the log names for a part, in the order of time.
     *
     * @throws BadData where there are none
     */
    List<PlacedFrame> frames(RowPart part) {
        List<PlacedFrame> frames = new ArrayList<>();
        for (CameraLog.Frame f : log.frames()) {
            boolean elsewhere = f.archive().isPresent()
                    && !f.archive().get().equals(part.name().archive());
            if (!elsewhere && clock.holds(part, f.timestamp())) {
                frames.add(places.place(f, part.name().row()));
            }
        }
        if (frames.isEmpty()) {
            throw new BadData("the log names no frame of " + part.name() + " between second " + part.start() + " and "
                    + part.end() + " of the scan; do the session's rvm again from the present logs");
        }
        frames.sort(Comparator.comparingDouble(PlacedFrame::timestamp).thenComparingLong(PlacedFrame::number));
        return frames;
    }
}
