package symphony.core.artifact;

/** The log of one camera in one scan: {@code {scanId}_{camera}.csv}. */
public record LogName(String scanId, String camera) {
    public String fileName() {
        return scanId + "_" + camera + ".csv";
    }
}
