package symphony.core.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.session.SessionName;

/**
 * The grammar of storage keys, both ways. Keys are relative to the bucket or folder, their parts joined by {@code /}:
 *
 * <pre>
 * {clientid}/{scanid}/{scanid}_{camera}_{HH}_{MM}.tar.gz        archive
 * {clientid}/{scanid}/{scanid}_{camera}.csv                      log
 * {clientid}/results/farm_{farm}/block_{block}/{session}/        the session result root, see {@link SessionRoot}
 * </pre>
 */
public final class StorageKeys {
    /** A scan's id, as a regular expression. */
    public static final String SCAN = "[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}";

    private static final String CAMERA = "[0-9]{8}";
    /** The form of a scan's id, a nine for each digit. */
    private static final String SCAN_FORM = "9999-99-99_99-99";

    private static final String CAMERA_FORM = "99999999";
    private static final Pattern LOG = Pattern.compile("(" + SCAN + ")_(" + CAMERA + ")\\.csv");

    private StorageKeys() {}

    public static boolean isScanId(String text) {
        return hasForm(text, SCAN_FORM);
    }

    public static boolean isCamera(String text) {
        return hasForm(text, CAMERA_FORM);
    }

    /** By hand, as all that is asked of each task and each object listed: there may be millions of them. */
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '9' ? c < '0' || c > '9' : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Everything of one scan lies under this prefix, which ends with a slash. */
    public static String scanPrefix(String clientId, String scanId) {
        return segment(clientId) + "/" + segment(scanId) + "/";
    }

    public static String archive(String clientId, ArchiveName archive) {
        return scanPrefix(clientId, archive.scanId()) + archive.fileName();
    }

    public static String log(String clientId, LogName log) {
        return scanPrefix(clientId, log.scanId()) + log.fileName();
    }

    /** Whether many tasks read the object: a model or a camera log, but no archive and no result of a session. */
    public static boolean isSharedByTasks(String key) {
        return !key.contains("/results/") && parseArchive(baseName(key)).isEmpty();
    }

    public static Optional<ArchiveName> parseArchive(String fileName) {
        NameReader reader = new NameReader();
        return reader.archiveFile(fileName, 0, fileName.length())
                ? Optional.of(reader.archiveName())
                : Optional.empty();
    }

    public static Optional<LogName> parseLog(String fileName) {
        Matcher m = LOG.matcher(fileName);
        return m.matches() ? Optional.of(new LogName(m.group(1), m.group(2))) : Optional.empty();
    }

    /** Reads a part's own text, as plans and tasks name it. */
    public static Optional<PartName> parsePart(String text) {
        NameReader reader = new NameReader();
        return reader.part(text, 0, text.length()) ? Optional.of(reader.partName()) : Optional.empty();
    }

    /** Reads the file name that frames zips and detection zips share; a path before it is ignored. */
    public static Optional<PartName> parseFramesFile(String name) {
        NameReader reader = new NameReader();
        return reader.framesFile(name, baseStart(name), name.length())
                ? Optional.of(reader.partName())
                : Optional.empty();
    }

    /** Reads a process zip's file name; a path before it is ignored. */
    public static Optional<PartName> parseProcessFile(String name) {
        NameReader reader = new NameReader();
        return reader.processFile(name, baseStart(name), name.length())
                ? Optional.of(reader.partName())
                : Optional.empty();
    }

    /** The file name of a frames zip and, in another folder, of its detection zip. */
    public static String framesFile(PartName p) {
        return stem(p.archive()) + "-preprocess-" + side(p) + (p.of() == 1 ? "" : "-" + p.part() + "of" + p.of())
                + ".zip";
    }

    public static String processFile(PartName p) {
        return side(p) + (p.of() == 1 ? "" : "-part" + p.part() + "of" + p.of()) + "-" + stem(p.archive()) + ".zip";
    }

    static String partText(PartName p) {
        return stem(p.archive()) + "-" + side(p) + (p.of() == 1 ? "" : "-" + p.part() + "of" + p.of());
    }

    static String archiveFileName(ArchiveName a) {
        return stem(a) + ".tar.gz";
    }

    /** What follows the last slash or backslash. */
    public static String baseName(String path) {
        return path.substring(baseStart(path));
    }

    private static int baseStart(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    }

    /** @throws IllegalArgumentException where the parts cannot be used in a key; the message says which and why */
    public static SessionRoot sessionRoot(String clientId, String farmName, String blockName, String sessionName) {
        SessionName.problem(sessionName).ifPresent(p -> {
            throw new IllegalArgumentException("the session name '" + sessionName + "' " + p);
        });
        return new SessionRoot(segment(clientId) + "/results/farm_" + segment(withoutBlanks(farmName)) + "/block_"
                + segment(withoutBlanks(blockName)) + "/" + sessionName + "/");
    }

    /** The session result root that a key lies in, if it lies in one. */
    public static Optional<SessionRoot> rootOf(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length < 6
                || !parts[1].equals("results")
                || !parts[2].startsWith("farm_")
                || !parts[3].startsWith("block_")) {
            return Optional.empty();
        }
        return Optional.of(new SessionRoot(String.join("/", parts[0], parts[1], parts[2], parts[3], parts[4]) + "/"));
    }

    /** Everything of a client's results lies under this prefix. */
    public static String resultsPrefix(String clientId) {
        return segment(clientId) + "/results/";
    }

    private static String withoutBlanks(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ' ' && (c < '\t' || c > '\r')) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** One step of a key. It comes from task lines, so it may not climb out, hide, or break a listing. */
    private static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("'" + text + "' cannot be a part of a storage key");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                throw new IllegalArgumentException(
                        "'" + text + "' cannot be a part of a storage key: it holds a slash or a control character");
            }
        }
        return text;
    }

    private static String stem(ArchiveName a) {
        return a.scanId() + "_" + a.camera() + "_" + twoDigits(a.hour()) + "_" + twoDigits(a.minute());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String side(PartName p) {
        return "row" + p.row() + "-dir" + p.direction().number();
    }
}
