package symphony.core.artifact;

/**
 * A side of a row, not a driving direction: {@code DIR2} faces the next higher row number, {@code DIR1} the next lower.
 */
public enum Direction {
    DIR1(1),
    DIR2(2);

    private final int number;

    Direction(int number) {
        this.number = number;
    }

    /** 1 or 2. */
    public int number() {
        return number;
    }

    /** {@code dir1} or {@code dir2}, as the row video map writes it. */
    public String wireName() {
        return "dir" + number;
    }

    public static Direction ofNumber(int number) {
        return switch (number) {
            case 1 -> DIR1;
            case 2 -> DIR2;
            default -> throw new IllegalArgumentException("a direction is 1 or 2, not " + number);
        };
    }
}
