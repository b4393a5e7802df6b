package symphony.core.artifact;

/**
 * One archive of frames: {@code {scanId}_{camera}_{HH}_{MM}.tar.gz}, named for the minute (UTC) it begins in.
 *
 * @param scanId {@code yyyy-MM-dd_HH-mm}
 * @param camera eight digits
 */
public record ArchiveName(String scanId, String camera, int hour, int minute) implements Comparable<ArchiveName> {
    public ArchiveName {
        if (!StorageKeys.isScanId(scanId) || !StorageKeys.isCamera(camera)) {
            throw new IllegalArgumentException("no scan id and camera: " + scanId + ", " + camera);
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            throw new IllegalArgumentException("no time of day: " + hour + ":" + minute);
        }
    }

    /** The file's name. */
    public String fileName() {
        return StorageKeys.archiveFileName(this);
    }

    @Override
    public int compareTo(ArchiveName other) {
        return fileName().compareTo(other.fileName());
    }

    @Override
    public String toString() {
        return fileName();
    }
}
