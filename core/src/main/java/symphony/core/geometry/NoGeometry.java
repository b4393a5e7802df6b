package symphony.core.geometry;

/** The rows of a block, or the way of a vehicle, cannot be told from what is given; the message says what to add. */
public final class NoGeometry extends RuntimeException {
    public NoGeometry(String message) {
        super(message);
    }
}
