package symphony.core.artifact;

import java.util.Optional;

/**
 * The name of the record beside a published artifact. It carries all that planning asks of an artifact, so that page
 * listings alone suffice: {@code .symphony/records/{artifact}~{run}~{size}~{sha256}~{recipe}.json}.
 *
 * @param artifact the artifact's key relative to the session root
 * @param size bytes
 * @param sha256 64 hexadecimal digits, lower case
 * @param recipe twelve hexadecimal digits that are the same for all that was made by one program with one set of
 *     parameters; empty in records of before there were recipes
 */
public record RecordName(String artifact, int run, long size, String sha256, String recipe) {
    public static final String FOLDER = ".symphony/records/";

    /** One without a recipe. */
    public RecordName(String artifact, int run, long size, String sha256) {
        this(artifact, run, size, sha256, "");
    }

    /** The record's key relative to the session root. */
    public String relativeKey() {
        return FOLDER + artifact + "~" + run + "~" + size + "~" + sha256 + (recipe.isEmpty() ? "" : "~" + recipe)
                + ".json";
    }

    public static Optional<RecordName> parse(String relativeKey) {
        RecordReader reader = new RecordReader();
        return relativeKey.startsWith(FOLDER) && reader.read(relativeKey, FOLDER.length())
                ? Optional.of(reader.name())
                : Optional.empty();
    }
}
