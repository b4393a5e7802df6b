package symphony.core.artifact;

import java.util.Comparator;

/**
 * A row part: the piece of one row side that one archive shows. Its text is the artifact's file name without
 * {@code -preprocess} and {@code .zip}, for example {@code 2017-06-30_10-01_22179657_10_04-row2-dir2-2of2}.
 *
 * @param part 1 to {@code of}
 * @param of how many pieces the row side has
 */
public record PartName(ArchiveName archive, int row, Direction direction, int part, int of)
        implements Comparable<PartName> {
    private static final Comparator<PartName> ORDER = Comparator.comparing(PartName::archive)
            .thenComparingInt(PartName::row)
            .thenComparing(PartName::direction)
            .thenComparingInt(PartName::of)
            .thenComparingInt(PartName::part);

    public PartName {
        if (row < 1) {
            throw new IllegalArgumentException("rows are numbered from 1, not " + row);
        }
        if (part < 1 || part > of) {
            throw new IllegalArgumentException("part " + part + " of " + of);
        }
    }

    @Override
    public int compareTo(PartName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return StorageKeys.partText(this);
    }
}
