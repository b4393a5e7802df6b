package symphony.vision.postprocess;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session found in its block. What was not seen is null, never 0. */
record Summary(String sessionName, String blockName, List<RowSum> rows, List<VineSum> vines) {
    /**
     * @param dir1 clusters seen on the side that faces the next lower row; null where it was not filmed
     * @param dir2 the same, next higher row
     * @param coverage the share of the row that was seen from at least one side, 0 to 1
     */
    record RowSum(int row, @Nullable Integer dir1, @Nullable Integer dir2, double coverage) {
        /** Both sides; null where neither was filmed. */
        @Nullable
        Integer total() {
            return sum(dir1, dir2);
        }
    }

    /**
     * @param coverage of the side that was seen better; null where neither was seen
     * @param along metres along the row from its first vine
     */
    record VineSum(
            int row,
            int vine,
            @Nullable Integer dir1,
            @Nullable Integer dir2,
            @Nullable Double coverage,
            double along) {
        @Nullable
        Integer clusters() {
            return sum(dir1, dir2);
        }
    }

    Summary {
        rows = List.copyOf(rows);
        vines = List.copyOf(vines);
    }

    int total() {
        return rows.stream()
                .map(r -> Optional.ofNullable(r.total()).orElse(0))
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The mean of the rows', 0 to 1. */
    double coverage() {
        return rows.stream().mapToDouble(RowSum::coverage).average().orElse(0);
    }

    int mostOnAVine() {
        return vines.stream()
                .map(v -> Optional.ofNullable(v.clusters()).orElse(0))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private static @Nullable Integer sum(@Nullable Integer a, @Nullable Integer b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : Integer.valueOf(a + b);
    }
}
