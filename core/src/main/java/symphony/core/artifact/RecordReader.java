package symphony.core.artifact;

import java.util.HexFormat;

/** Reads the names of records in place, into its own fields: no object for each. For one thread. */
public final class RecordReader {
    /** Its recipe where a record's name has none. */
    public static final long NO_RECIPE = -1;

    private static final String END = ".json";
    private static final int SHA_DIGITS = 64;
    private static final int RECIPE_DIGITS = 12;

    private String key = "";
    private int from;
    private int artifactEnd;
    private int run;
    private long size;
    private int shaAt;
    private long recipe;

    /**
     * @param from where the artifact's key begins in the text
     * @return whether it is a record's name
     */
    public boolean read(String text, int from) {
        this.key = text;
        this.from = from;
        if (!text.endsWith(END)) {
            return false;
        }
        int end = text.length() - END.length();
        recipe = NO_RECIPE;
        if (end - from > RECIPE_DIGITS && text.charAt(end - RECIPE_DIGITS - 1) == '~') {
            if (!isHex(end - RECIPE_DIGITS, end)) {
                return false;
            }
            recipe = HexFormat.fromHexDigitsToLong(text, end - RECIPE_DIGITS, end);
            end -= RECIPE_DIGITS + 1;
        }
        shaAt = end - SHA_DIGITS;
        if (shaAt <= from || text.charAt(shaAt - 1) != '~' || !isHex(shaAt, end)) {
            return false;
        }
        int sizeEnd = shaAt - 1;
        int sizeAt = text.lastIndexOf('~', sizeEnd - 1) + 1;
        int runEnd = sizeAt - 1;
        int runAt = text.lastIndexOf('~', runEnd - 1) + 1;
        artifactEnd = runAt - 1;
        if (artifactEnd <= from || sizeEnd - sizeAt > 18 || runEnd - runAt > 9) {
            return false;
        }
        size = number(sizeAt, sizeEnd);
        run = (int) number(runAt, runEnd);
        return size >= 0 && run >= 0;
    }

    /** Where the artifact's key ends in the text. */
    public int artifactEnd() {
        return artifactEnd;
    }

    public int run() {
        return run;
    }

    public long size() {
        return size;
    }

    public long recipe() {
        return recipe;
    }

    /**
     * A quarter of the checksum.
     *
     * @param quarter 0 to 3
     */
    public long sha256(int quarter) {
        return HexFormat.fromHexDigitsToLong(key, shaAt + quarter * 16, shaAt + quarter * 16 + 16);
    }

    public RecordName name() {
        String sha = key.substring(shaAt, shaAt + SHA_DIGITS);
        return new RecordName(key.substring(from, artifactEnd), run, size, sha, recipeText(recipe));
    }

    /** As it stands in a name; empty for none. */
    public static String recipeText(long recipe) {
        return recipe == NO_RECIPE ? "" : HexFormat.of().toHexDigits(recipe, RECIPE_DIGITS);
    }

    private long number(int start, int end) {
        if (start >= end) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean isHex(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!HexFormat.isHexDigit(key.charAt(i)) || Character.isUpperCase(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
