package symphony.contracts.verify;

import static symphony.core.verify.FindingCode.*;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import symphony.contracts.verify.SeededFault.Rules;
import symphony.core.verify.FindingCode;

/** Faults in task files, and between them and the registry. */
final class TaskFileFaults {
    private final List<SeededFault> all = new ArrayList<>();

    private TaskFileFaults() {}

    static List<SeededFault> all() {
        TaskFileFaults faults = new TaskFileFaults();
        faults.text();
        faults.keys();
        faults.names();
        faults.scans();
        return faults.all;
    }

    private void text() {
        bytes(FILE_TOO_LARGE, "a task file of a gigabyte's first megabyte", new byte[(1 << 20) + 1]);
        bytes(FILE_NOT_TEXT, "a picture as a task file", new byte[] {'a', ':', ' ', 0, 1, 2});
        encoded(
                FILE_ENCODING,
                "a name with an accent, saved as Latin-1",
                "farm_name: Château\n",
                StandardCharsets.ISO_8859_1);
        encoded(FILE_ENCODING, "a task file saved as UTF-16", "\uFEFFfarm_name: a\n", StandardCharsets.UTF_16LE);
        yaml(YAML_SYNTAX, "a bracket left open", "include_scans: [2017-08-30_13-17\n");
        yaml(YAML_TAB, "a tab instead of blanks", "include_scans:\n\t- 2017-08-30_13-17\n");
        appended(YAML_DOCUMENTS, "two task files in one", "---\nblock_name: 5B\n");
        yaml(YAML_EXCESS, "aliases of aliases that unfold into billions", bomb());
        yaml(YAML_ALIAS, "an alias of nothing", "detection_params: *usual\n");
        appended(YAML_TAG, "a tag that would make an object", "detection_params: {a: !!java.net.URL x}\n");
        appended(YAML_KEY, "a list as a key", "? [a, b]\n: 1\n");
        appended(DUPLICATE_KEY, "block_name given twice", "block_name: 5B\n");
    }

    private void keys() {
        appended(UNKNOWN_KEY, "include_scan instead of include_scans", "include_scan: 2017-08-30_13-17\n");
        replaced(MISSING_KEY, "no farm_name", "farm_name: Upper Bench\n", "");
        replaced(MISSING_KEY, "block_name without a value", "block_name: 12D", "block_name:");
        replaced(WRONG_TYPE, "a list of blocks", "block_name: 12D", "block_name: [12D, 5B]");
        appended(WRONG_TYPE, "a test that is neither yes nor no", "test: maybe\n");
        appended(WRONG_TYPE, "a priority that is no number", "priority: high\n");
        appended(ROLE_UNKNOWN, "role detecton", "role: detecton\n");
        replaced(SESSION_NAME_UNUSABLE, "a colon in the session's name", "session_name: s1", "session_name: 'a:b'");
        replaced(SESSION_NAME_UNUSABLE, "a slash in the session's name", "session_name: s1", "session_name: a/b");
        appended(SCAN_LISTED_TWICE, "one scan included twice", "include_scans: [2017-08-30_13-17, 2017-08-30_13-17]\n");
    }

    private void names() {
        replaced(CLIENT_UNKNOWN, "a client's name with two letters swapped", "Estates", "Estaets");
        appended(CLIENT_ID_DIFFERS, "another client's id", "clientid: elm\n");
        replaced(FARM_UNKNOWN, "a farm's name less a letter", "Upper Bench", "Uper Bench");
        add(FARM_OF_ANOTHER_CLIENT, "a farm of another client", w -> {
            w.others.add(w.clientWithFarm("elm", "Elmwood", "River Farm"));
            w.task = w.task.replace("Upper Bench", "River Farm");
        });
        replaced(BLOCK_UNKNOWN, "a block that is not there", "12D", "12E");
        replaced(BLOCK_OF_ANOTHER_FARM, "a block of another farm", "12D", "7");
        add(SESSION_TWICE, "two task files with one session", w -> w.taskFiles.put("u.yaml", bytes(w.task)));
        add(SESSION_NAME_SHARED, "two blocks' sessions with one name", w -> {
            w.film("2017-08-31_09-00");
            w.taskFiles.put("u.yaml", bytes(w.task.replace("12D", "5B")));
        });
        add(NAME_UNUSABLE, "a slash in a block's name", w -> {
            w.block().put("name", "12/D");
            w.scan().putArray("blocks").add("12/D");
            w.task = w.task.replace("12D", "12/D");
        });
    }

    private void scans() {
        appended(SCAN_UNKNOWN, "a scan that nobody registered", "include_scans: 2017-08-30_13-18\n");
        appended(SCAN_UNKNOWN, "an exclusion of a scan that nobody registered", "exclude_scans: 2017-08-30_13-18\n");
        appended(SCAN_NOT_OF_BLOCK, "a scan of the block beside it", "include_scans: 2017-08-31_09-00\n");
        appended(SCAN_NOT_OF_FARM, "a scan of another farm", "include_scans: 2017-09-01_09-00\n");
        appended(
                SCAN_INCLUDED_AND_EXCLUDED,
                "one scan included and excluded",
                "include_scans: [2017-08-30_13-17]\nexclude_scans: [2017-08-30_13-17]\n");
        appended(EXCLUSION_WITHOUT_EFFECT, "an exclusion of another block's scan", "exclude_scans: 2017-08-31_09-00\n");
        appended(NO_SCANS, "the block's only scan excluded", "exclude_scans: 2017-08-30_13-17\n");
        appended(MODEL_MISSING, "a model that is not in storage", "detection_params: {model: models/fruit.onnx}\n");
        appended(MODEL_MISSING, "a model's path that is not there", "detection_params: {weights: /no/such/file.pt}\n");
    }

    private void add(FindingCode code, String what, Consumer<GoodWorkspace> change) {
        all.add(new SeededFault(code, what, Rules.TASK_FILES, change));
    }

    private void bytes(FindingCode code, String what, byte[] content) {
        add(code, what, w -> w.taskFiles.put("u.yaml", content));
    }

    private void encoded(FindingCode code, String what, String text, Charset charset) {
        bytes(code, what, text.getBytes(charset));
    }

    private void yaml(FindingCode code, String what, String text) {
        bytes(code, what, bytes(text));
    }

    private void appended(FindingCode code, String what, String lines) {
        add(code, what, w -> w.task += lines);
    }

    private void replaced(FindingCode code, String what, String from, String to) {
        add(code, what, w -> w.task = w.task.replace(from, to));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        return bomb.toString();
    }
}
