package symphony.core.artifact;

import java.util.List;

/**
 * The folder of one session's results and the keys below it.
 *
 * @param prefix ends with a slash
 */
public record SessionRoot(String prefix) {
    public static final String FRAMES = "preprocess-frames/";
    public static final String DETECTION = "detection/";
    public static final String PROCESS = "process-frames/";

    public String key(String relative) {
        return prefix + relative;
    }

    public String session() {
        return key("session.json");
    }

    public String rvm() {
        return key("rvm.csv");
    }

    public String vpr() {
        return key("vpr.csv");
    }

    public String calibration() {
        return key("calibration.csv");
    }

    public String summary() {
        return key("summary.json");
    }

    public String frames(PartName part) {
        return key(FRAMES + StorageKeys.framesFile(part));
    }

    public String detection(PartName part) {
        return key(DETECTION + StorageKeys.framesFile(part));
    }

    public String process(PartName part) {
        return key(PROCESS + StorageKeys.processFile(part));
    }

    /** Where records lie; see {@link RecordName}. */
    public String records() {
        return key(RecordName.FOLDER);
    }

    /** Lies there while the session is cancelled. */
    public String cancelled() {
        return key(".symphony/cancelled");
    }

    /** A program's log, kept whatever became of its task. */
    public String log(String name) {
        return key("logs/" + name);
    }

    /** The prefixes that a plan has to list: artifacts in their folders, and the records beside them. */
    public List<String> artifactFolders() {
        return List.of(key(FRAMES), key(DETECTION), key(PROCESS));
    }

    /** The key below this root; the root's own prefix taken off. */
    public String relative(String key) {
        if (!key.startsWith(prefix)) {
            throw new IllegalArgumentException(key + " does not lie in " + prefix);
        }
        return key.substring(prefix.length());
    }

    /** The session's name: the last step of the prefix. */
    public String sessionName() {
        String trimmed = prefix.substring(0, prefix.length() - 1);
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return prefix;
    }
}
