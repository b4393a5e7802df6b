package symphony.core.artifact;

import java.util.Comparator;

/**
 * One archive of frames: {@code {scanId}_{camera}_{HH}_{MM}.tar.gz}, named for the minute (UTC) it begins in.
 *
 * @param scanId {@code yyyy-MM-dd_HH-mm}
 * @param camera eight digits
 */
public record ArchiveName(String scanId, String camera, int hour, int minute) implements Comparable<ArchiveName> {
    /** The order of the file names: all their numbers are of fixed width. */
    private static final Comparator<ArchiveName> ORDER = Comparator.comparing(ArchiveName::scanId)
            .thenComparing(ArchiveName::camera)
            .thenComparingInt(ArchiveName::hour)
            .thenComparingInt(ArchiveName::minute);

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

    /** As the file names are ordered. */
    @Override
    public int compareTo(ArchiveName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return fileName();
    }
}
