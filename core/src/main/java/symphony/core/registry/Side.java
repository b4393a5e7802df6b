package symphony.core.registry;

/** Where a camera sits on the vehicle, seen in driving direction. */
public enum Side {
    LEFT,
    RIGHT
}
