package symphony.core.artifact;

/** Finds a map's row parts by their artifacts' file names, without making an object for each. For one thread. */
public final class PartFinder {
    private final PartTable parts;
    private final NameReader reader = new NameReader();

    PartFinder(PartTable parts) {
        this.parts = parts;
    }

    /**
     * The part whose frames zip, or detection zip, the text names from {@code from} to {@code to}.
     *
     * @return its number in the map, or -1 where it is no such name or of no part of the map
     */
    public int framesFile(CharSequence text, int from, int to) {
        return reader.framesFile(text, from, to) ? found() : -1;
    }

    /** The same for a process zip. */
    public int processFile(CharSequence text, int from, int to) {
        return reader.processFile(text, from, to) ? found() : -1;
    }

    private int found() {
        return parts.find(reader.scan(), reader.cameraMinute(), reader.side());
    }
}
