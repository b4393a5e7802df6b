package symphony.vision.sim;

/**
 * A place or a direction on the block's plane.
 *
 * @param x metres east
 * @param y metres north
 */
record Vec(double x, double y) {
    Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y);
    }

    Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y);
    }

    Vec times(double factor) {
        return new Vec(x * factor, y * factor);
    }

    double dot(Vec other) {
        return x * other.x + y * other.y;
    }

    double length() {
        return Math.hypot(x, y);
    }

    Vec unit() {
        return times(1 / length());
    }

    /** Turned a quarter to the right: what lies to the right of someone who looks this way. */
    Vec right() {
        return new Vec(y, -x);
    }
}
