package symphony.contracts.verify;

import static symphony.contracts.verify.GoodWorkspace.LEFT;
import static symphony.contracts.verify.GoodWorkspace.PREFIX;
import static symphony.contracts.verify.GoodWorkspace.RIGHT;
import static symphony.contracts.verify.GoodWorkspace.SCAN;
import static symphony.core.verify.FindingCode.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.contracts.verify.SeededFault.Rules;
import symphony.core.verify.FindingCode;

/** Faults in storage: a scan's archives and logs, a session's results. */
final class StorageFaults {
    private static final String MAP_HEAD = "rows,direction,part,of,file,start,end,pass,varietal,scanid\n";
    private static final String MAP =
            MAP_HEAD + "1,dir2,1,1," + GoodWorkspace.archive(LEFT, 18) + ",20,40,1,Merlot," + SCAN + "\n";
    private static final String FRAMES = "preprocess-frames/" + SCAN + "_" + LEFT + "_13_18-preprocess-row1-dir2.zip";

    /** Number and time, latitude and longitude. */
    private static final String POSITION = "(?m)^([0-9]+,[0-9.]+),([^,]+,[^,]+),";

    private final List<SeededFault> all = new ArrayList<>();

    private StorageFaults() {}

    static List<SeededFault> all() {
        StorageFaults faults = new StorageFaults();
        faults.files();
        faults.archives();
        faults.frames();
        faults.logs();
        faults.results();
        return faults.all;
    }

    /** Removes whatever of the scan has this in its name. */
    static void removeAll(GoodWorkspace workspace, String text) {
        List<String> keys = new ArrayList<>();
        workspace.store.list(PREFIX, o -> keys.add(o.key()));
        keys.stream().filter(k -> k.contains(text)).forEach(workspace.store::remove);
    }

    private void files() {
        add(SCAN_NOT_IN_STORAGE, "a scan that was never uploaded", w -> removeAll(w, ""));
        add(CAMERA_NOT_IN_STORAGE, "nothing of one camera uploaded", w -> removeAll(w, LEFT));
        add(
                CAMERA_NOT_IN_STORAGE,
                "a camera's number mistyped in the registry",
                w -> w.scan().putObject("cameras").put("22179675", "left").put(RIGHT, "right"));
        add(CAMERA_NOT_IN_REGISTRY, "files of a third camera", w -> w.put(SCAN + "_33333333.csv", "x\n"));
        add(ARCHIVES_MISSING, "one camera's archives not uploaded", w -> {
            for (int minute = 17; minute <= w.lastMinute(); minute++) {
                w.remove(GoodWorkspace.archive(LEFT, minute));
            }
        });
        add(LOG_MISSING, "no log uploaded", w -> removeAll(w, ".csv"));
        add(LOG_MISSING, "one camera's log not uploaded", w -> w.remove(GoodWorkspace.log(LEFT)));
        add(
                FILE_NAME_INVALID,
                "an archive named as an older system did",
                w -> w.put("2017-08-30-13-17_22179657.tar.gz", "x"));
        add(FILE_UNEXPECTED, "notes beside the archives", w -> w.put("notes.txt", "windy"));
        add(MINUTES_MISSING, "a minute of both cameras lost, in logs too", w -> {
            for (String camera : List.of(LEFT, RIGHT)) {
                w.remove(GoodWorkspace.archive(camera, 18));
            }
            w.logs(l -> l.replaceAll("(?m)^.*_13_18[.]tar[.]gz\n", ""));
        });
    }

    private void archives() {
        String name = GoodWorkspace.archive(LEFT, 18);
        add(ARCHIVE_EMPTY, "an archive of 0 bytes", w -> w.put(name, ""));
        add(
                ARCHIVE_UNREADABLE,
                "an error page under an archive's name",
                w -> w.put(name, "<html>403</html>".repeat(9)));
        add(ARCHIVE_UNREADABLE, "a tar that was never gzipped", w -> w.put(name, Frames.tar(287, 1486)));
        add(
                ARCHIVE_UNREADABLE,
                "an archive of something else",
                w -> w.put(name, Frames.gzip(Frames.tar("readme.txt", new byte[100]))));
        add(
                ARCHIVE_UNREADABLE,
                "frames that are no JPEGs",
                w -> w.put(name, Frames.gzip(Frames.tar("287.jpg", new byte[100]))));
        add(ARCHIVE_UNREADABLE, "an archive of nothing", w -> w.put(name, Frames.gzip(new byte[1024])));
        add(ARCHIVE_CUT, "an upload that broke off", w -> {
            byte[] whole = Frames.archive(287, 1486);
            w.put(name, Arrays.copyOf(whole, whole.length - 9));
        });
        add(LOG_NAMES_ABSENT_ARCHIVE, "one archive not uploaded", w -> w.remove(name));
        add(
                ARCHIVE_NOT_IN_LOG,
                "an archive of another outing",
                w -> w.put(GoodWorkspace.archive(LEFT, w.lastMinute() + 1), Frames.archive(1, 9)));
    }

    private void frames() {
        String name = GoodWorkspace.archive(LEFT, 18);
        add(
                ARCHIVE_FRAMES_MISSING,
                "an archive less its last forty frames",
                w -> w.put(name, Frames.archive(287, 1446)));
        add(ARCHIVE_FRAMES_MISSING, "an archive less its first frame", w -> w.put(name, Frames.archive(288, 1486)));
        add(
                LOG_FRAMES_MISSING,
                "an archive with ten frames more than the log",
                w -> w.put(name, Frames.archive(287, 1496)));
        deep(ARCHIVE_CUT, "an upload that broke off, all read", w -> {
            byte[] whole = Frames.archive(287, 1486);
            w.put(name, Arrays.copyOf(whole, whole.length / 2));
        });
        deep(ARCHIVE_UNREADABLE, "a byte of an archive that changed on its way", w -> {
            byte[] content = Frames.archive(287, 1486);
            content[content.length - 7] ^= 1;
            w.put(name, content);
        });
    }

    private void logs() {
        log(LOG_EMPTY, "an empty log", l -> "");
        log(LOG_EMPTY, "a log of its first line only", l -> l.substring(0, l.indexOf('\n') + 1));
        log(LOG_COLUMNS, "a column renamed to lat", l -> l.replace("latitude", "lat"));
        bothLogs(LOG_COLUMNS, "both logs with another name for the time", l -> l.replace("timestamp", "t"));
        log(
                LOG_FRAME_TWICE,
                "its first lines copied behind its last",
                l -> l + l.substring(l.indexOf('\n') + 1, l.indexOf("\n20,") + 1));
        log(ARCHIVE_NOT_IN_LOG, "half of a log", l -> l.substring(0, l.indexOf("\n900,") + 1));
        log(LOG_MALFORMED, "a word where a number belongs", l -> l.replaceFirst("\n0,", "\nzero,"));
        log(LOG_MALFORMED, "a last line cut short", l -> l.substring(0, l.lastIndexOf(',') - 30));
        log(LOG_MALFORMED, "a time that is no number", l -> l.replaceFirst("\n1,[0-9.]+,", "\n1,NaN,"));
        bothLogs(LOG_FILENAMES_MISSING, "logs without the column filename", l -> l.replaceAll("(?m),[^,]*$", ""));
        log(LOG_FRAME_TWICE, "a line that stands twice", l -> l.replaceFirst("\n(5,.*)\n", "\n$1\n$1\n"));
        bothLogs(LOG_NO_GPS, "0,0 for every position", l -> l.replaceAll(POSITION, "$1,0,0,"));
        bothLogs(LOG_GPS_STUCK, "a receiver that wrote one position", l -> {
            Matcher first = Pattern.compile(POSITION).matcher(l);
            return first.find() ? l.replaceAll(POSITION, "$1," + first.group(2) + ",") : l;
        });
        bothLogs(
                LOG_GPS_GAPS,
                "half of the positions missing",
                l -> l.replaceAll("(?m)^([0-9]*[02468],[0-9.]+),[^,]+,[^,]+,", "$1,,,"));
        bothLogs(LOG_NOT_AT_BLOCK, "the log of another farm", l -> Pattern.compile(POSITION)
                .matcher(l)
                .replaceAll(m -> m.group(1) + "," + elsewhere(m.group(2)) + ","));
        log(LOG_TIME_BACKWARDS, "a clock that was set back", l -> l.replaceFirst("\n5,1504", "\n5,1503"));
        bothLogs(LOG_TIME_NOT_OF_SCAN, "a vehicle's clock in another year", l -> l.replace(",1504", ",1404"));
    }

    private void results() {
        add(
                SESSION_TAKEN,
                "results of other scans under the session's name",
                w -> w.result(
                        "session.json", w.verify().sessions().get(0).format().replace(SCAN, "2016-01-01_01-01")));
        add(SESSION_JSON_MALFORMED, "half a session.json", w -> w.result("session.json", "{\"session_name\""));
        add(RVM_MISSING, "role preproc without a row video map", w -> w.task += "role: preproc\n");
        add(RVM_MALFORMED, "half a row video map", w -> {
            w.task += "role: preproc\n";
            w.result("rvm.csv", "rows\n1\n");
        });
        add(RVM_ROW_UNKNOWN, "the row video map of another block", w -> {
            w.task += "role: preproc\n";
            w.result("rvm.csv", MAP.replace("\n1,dir2", "\n9,dir2"));
        });
        add(INPUTS_MISSING, "role detection without frames", w -> {
            w.task += "role: detection\n";
            w.result("rvm.csv", MAP);
        });
        add(INPUTS_MISSING, "role process without detections", w -> {
            w.task += "role: process\n";
            w.result("rvm.csv", MAP);
            w.result(FRAMES, "x".repeat(40));
        });
        add(INPUTS_MISSING, "role postprocess without clusters", w -> {
            w.task += "role: postprocess\n";
            w.result("rvm.csv", MAP);
        });
    }

    /** A tenth of a degree to the north: eleven kilometres. */
    private static String elsewhere(String position) {
        String[] degrees = position.split(",", -1);
        return Double.parseDouble(degrees[0]) + 0.1 + "," + degrees[1];
    }

    private void add(FindingCode code, String what, Consumer<GoodWorkspace> change) {
        all.add(new SeededFault(code, what, Rules.TASK_FILES, change));
    }

    private void deep(FindingCode code, String what, Consumer<GoodWorkspace> change) {
        all.add(new SeededFault(code, what, Rules.DEEP, change));
    }

    private void log(FindingCode code, String what, UnaryOperator<String> change) {
        add(code, what, w -> w.put(GoodWorkspace.log(LEFT), change.apply(w.text(GoodWorkspace.log(LEFT)))));
    }

    private void bothLogs(FindingCode code, String what, UnaryOperator<String> change) {
        add(code, what, w -> w.logs(change));
    }
}
