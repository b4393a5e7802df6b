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

    /** As the file names are ordered: all their numbers are of fixed width. Spelt out, since there may be a million. */
    @Override
    public int compareTo(ArchiveName other) {
        int order = scanId.compareTo(other.scanId);
        order = order != 0 ? order : camera.compareTo(other.camera);
        return order != 0 ? order : Integer.compare(hour * 60 + minute, other.hour * 60 + other.minute);
    }

    @Override
    public String toString() {
        return fileName();
    }
}
