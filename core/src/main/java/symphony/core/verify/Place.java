package symphony.core.verify;

/**
 * Where a finding points.
 *
 * @param file path as the user gave it, or a storage key, or a registry object's name
 * @param line from 1; 0 where there is none
 * @param column from 1; 0 where there is none
 */
public record Place(String file, int line, int column) {
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
