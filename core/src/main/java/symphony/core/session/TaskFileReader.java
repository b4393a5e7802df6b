package symphony.core.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlReader;
import symphony.core.yaml.YamlScalar;

/** Reads task files. Whatever the bytes are, the answer is a result; what is wrong is in its findings, all of it. */
public final class TaskFileReader {
    private TaskFileReader() {}

    /**
     * What reading gave.
     *
     * @param taskFile there whenever names, scans and role could be read, so that the rest can be verified even if other
     *     keys are wrong
     * @param findings with an error among them nothing of this file may be sent
     */
    public record Result(String path, Optional<TaskFile> taskFile, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    /**
     * @param path as the user gave it; opens every place
     * @param defaultSessionSuffix what is put behind the block's name where the file names no session, as it is, for
     *     example {@code -11_24_17_05}
     */
    public static Result read(String path, byte[] content, String defaultSessionSuffix) {
        YamlDocument document = YamlReader.read(path, content);
        if (document.root().isEmpty()) {
            return new Result(path, Optional.empty(), document.findings());
        }
        YamlNode root = document.root().get();
        if (root instanceof YamlMap map) {
            TaskFileKeys keys = new TaskFileKeys(path, map, document.findings());
            return keys.result(defaultSessionSuffix);
        }
        boolean empty = root instanceof YamlScalar scalar && scalar.isNothing();
        Finding finding = empty
                ? FindingCode.MISSING_KEY.at(
                        Place.of(path), "the file is empty", "write at least client_name, farm_name and block_name")
                : FindingCode.WRONG_TYPE.at(
                        root.place(),
                        "a task file is keys and values, found " + root.describe(),
                        "write lines like 'client_name: Oakridge Estates'");
        return new Result(path, Optional.empty(), append(document.findings(), finding));
    }

    private static List<Finding> append(List<Finding> findings, Finding last) {
        return Stream.concat(findings.stream(), Stream.of(last)).toList();
    }
}
