package symphony.core.plan;

/**
 * What the storage holds of one artifact.
 *
 * @param state whether it is there, and whole
 * @param run the run its record names; 0 where it has none
 */
public record Holding(State state, int run) {
    static final Holding NOTHING = new Holding(State.ABSENT, 0);

    /** An artifact's state as a listing shows it, and a look into it where there was one. */
    public enum State {
        ABSENT,
        /** There, but not of the size its record says; or without a record and too short to be a zip. */
        SHORT,
        /** Of the size its record says, but not of its checksum; or without a record, and it cannot be opened. */
        BROKEN,
        WHOLE
    }

    /** Whether it is whole and of the run that is due, or a newer one. */
    public boolean serves(int run) {
        return state == State.WHOLE && this.run >= run;
    }
}
