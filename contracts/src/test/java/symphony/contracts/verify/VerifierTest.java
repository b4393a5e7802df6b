package symphony.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static symphony.contracts.verify.GoodWorkspace.LEFT;
import static symphony.contracts.verify.GoodWorkspace.PREFIX;
import static symphony.contracts.verify.GoodWorkspace.RIGHT;
import static symphony.contracts.verify.GoodWorkspace.SCAN;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.verify.RegistryCheck;

class VerifierTest {
    private static final String MAP_HEAD = "rows,direction,part,of,file,start,end,pass,varietal,scanid\n";
    private static final String MAP_LINE =
            "1,dir2,1,1," + SCAN + "_" + LEFT + "_13_18.tar.gz,20,40,1,Merlot," + SCAN + "\n";

    /** One small change to a good workspace, and the one code it must raise. */
    record Fault(String code, Consumer<GoodWorkspace> change) {
        @Override
        public String toString() {
            return code;
        }
    }

    @Test
    void a_good_workspace_gives_nothing_but_its_session() {
        var verification = new GoodWorkspace().verify();
        assertThat(verification.findings()).isEmpty();
        Session session = verification.sessions().get(0);
        assertThat(session.root().prefix()).isEqualTo("oak/results/farm_UpperBench/block_12D/s1/");
        assertThat(session.scans()).hasSize(1);
        assertThat(session.block().rows()).hasSize(4);
        assertThat(session.role()).isEqualTo(Role.RVM);
        assertThat(RegistryCheck.check(List.of(new GoodWorkspace().registered())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_single_fault_gives_its_one_finding(Fault fault) {
        GoodWorkspace workspace = new GoodWorkspace();
        fault.change().accept(workspace);
        var verification = workspace.verify();
        assertThat(verification.findings()).extracting(Finding::code).containsExactly(fault.code());
        assertThat(verification.sessions().isEmpty())
                .isEqualTo(verification.hasErrors() && workspace.taskFiles.isEmpty());
    }

    static Stream<Fault> faults() {
        return Stream.of(
                // names
                task("client-unknown", "Oakridge Estates", "Oakrigde Estates"),
                task("client-id-differs", "session_name", "clientid: elm\nsession_name"),
                task("farm-unknown", "Upper Bench", "Uper Bench"),
                task("block-unknown", "12D", "12E"),
                task("block-of-another-farm", "12D", "7"),
                new Fault("session-twice", w -> w.taskFiles.put("u.yaml", w.task)),
                // scans of the task file
                includes("scan-unknown", "2017-08-30_13-18"),
                includes("scan-not-of-block", "2017-08-31_09-00"),
                includes("scan-not-of-farm", "2017-09-01_09-00"),
                new Fault("exclusion-without-effect", w -> w.task += "exclude_scans: 2017-08-31_09-00\n"),
                new Fault("scan-unknown", w -> w.task += "exclude_scans: 2017-08-30_13-18\n"),
                new Fault("no-scans", w -> w.task += "exclude_scans: " + SCAN + "\n"),
                // block
                block("rows-missing", b -> b.putArray("rows")),
                block("row-number-missing", b -> ((ArrayNode) b.get("rows")).remove(1)),
                block("row-number-twice", b -> ((ArrayNode) b.get("rows"))
                        .addObject()
                        .put("id", "x")
                        .put("number", 4)
                        .put("num_plants", 20)),
                block("num-rows-differs", b -> b.put("num_rows", 6)),
                block("num-rows-missing", b -> b.remove("num_rows")),
                block("row-space-invalid", b -> b.put("row_space", 240)),
                block("row-space-invalid", b -> b.remove("row_space")),
                block("plant-space-invalid", b -> b.put("plant_space", 0)),
                block("row-space-differs", b -> b.put("row_space", 4)),
                new Fault("vines-missing", w -> w.row(2).remove("num_plants")),
                new Fault("vines-missing", w -> w.row(2).put("num_plants", 0)),
                new Fault(
                        "vines-differ",
                        w -> w.row(2).putArray("vines").addObject().put("number", 1)),
                new Fault("vine-number-invalid", w -> {
                    ArrayNode vines = w.row(2).put("num_plants", 20).putArray("vines");
                    for (int v = 0; v < 20; v++) {
                        vines.addObject().put("number", Math.max(1, v));
                    }
                }),
                new Fault("vines-implausible", w -> w.row(2).put("num_plants", 200)),
                new Fault("geometry-invalid", w -> w.row(2).set("geometry", GoodWorkspace.line(38, -122, 39, -122))),
                new Fault("row-length-implausible", w -> w.row(2)
                        .set("geometry", GoodWorkspace.line(-122, 38, -122, 39))),
                // scan
                scan("cameras-missing", s -> s.putObject("cameras")),
                scan(
                        "camera-name-invalid",
                        s -> s.putObject("cameras").put("left", "left").put(RIGHT, "right")),
                scan(
                        "camera-side-missing",
                        s -> s.putObject("cameras").put(LEFT, "").put(RIGHT, "right")),
                scan(
                        "camera-side-twice",
                        s -> s.putObject("cameras").put(LEFT, "left").put(RIGHT, "left")),
                scan("start-row-missing", s -> s.remove("startleft")),
                scan("start-row-invalid", s -> s.put("startleft", 9).put("startright", 10)),
                scan("start-row-invalid", s -> s.put("startleft", 1).put("startright", 3)),
                scan("start-row-invalid", s -> s.put("startleft", 0).put("startright", 0)),
                scan("start-row-not-at-edge", s -> s.put("startleft", 0).put("startright", 3)),
                scan("direction-invalid", s -> s.put("direction", 2)),
                scan("direction-leaves-block", s -> s.put("startleft", 4).put("startright", 0)),
                scan("scan-block-unknown", s -> ((ArrayNode) s.get("blocks")).add("99")),
                // storage
                new Fault("scan-not-in-storage", w -> emptied(w, "")),
                new Fault("camera-not-in-storage", w -> emptied(w, LEFT)),
                scan(
                        "camera-not-in-storage",
                        s -> s.putObject("cameras").put("11111111", "left").put(RIGHT, "right")),
                new Fault("camera-not-in-registry", w -> w.put(SCAN + "_33333333.csv", "x\n")),
                new Fault("log-missing", w -> w.store.remove(PREFIX + SCAN + "_" + LEFT + ".csv")),
                new Fault("file-name-invalid", w -> w.put("2017-08-30-13-17_22179657.tar.gz", "x")),
                new Fault("file-unexpected", w -> w.put("notes.txt", "x")),
                new Fault("archive-empty", w -> w.put(GoodWorkspace.archive(LEFT, 18), "")),
                new Fault("archive-unreadable", w -> w.put(GoodWorkspace.archive(LEFT, 18), "this is no gzip at all")),
                new Fault(
                        "archive-unreadable",
                        w -> w.store.put(PREFIX + GoodWorkspace.archive(LEFT, 18), GoodWorkspace.targz("readme.txt"))),
                new Fault("log-names-absent-archive", w -> w.store.remove(PREFIX + GoodWorkspace.archive(LEFT, 18))),
                new Fault(
                        "archive-not-in-log",
                        w -> w.store.put(PREFIX + GoodWorkspace.archive(LEFT, 20), GoodWorkspace.targz("1.jpg"))),
                log("log-empty", l -> ""),
                log("log-columns", l -> l.replace("latitude", "lat")),
                log("log-malformed", l -> l.replaceFirst("\n0,", "\nzero,")),
                log("log-no-gps", l -> l.replaceAll(",38[.][0-9]+,-122[.][0-9]+,", ",0,0,")),
                log("log-not-at-block", l -> l.replace(",38.", ",39.")),
                log("log-time-backwards", l -> l.replaceFirst("\n5,1504", "\n5,1503")),
                // results
                new Fault("rvm-missing", w -> w.task += "role: preproc\n"),
                new Fault("rvm-malformed", w -> {
                    w.task += "role: preproc\n";
                    root(w, "rvm.csv", "rows\n1\n");
                }),
                new Fault("inputs-missing", w -> {
                    w.task += "role: detection\n";
                    root(w, "rvm.csv", MAP_HEAD + MAP_LINE);
                }),
                new Fault("session-json-malformed", w -> root(w, "session.json", "{")));
    }

    @Test
    void an_archive_that_was_cut_is_found_by_its_end() {
        GoodWorkspace workspace = new GoodWorkspace();
        byte[] whole = GoodWorkspace.targz("1.jpg");
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        workspace.store.put(PREFIX + GoodWorkspace.archive(LEFT, 18), cut);
        assertThat(codes(workspace))
                .isSubsetOf("archive-cut", "archive-unreadable")
                .hasSize(1);
    }

    @Test
    void one_cause_is_one_finding_however_often_it_shows() {
        GoodWorkspace workspace = new GoodWorkspace();
        for (int n = 1; n <= 4; n++) {
            workspace.row(n).remove("num_plants");
        }
        workspace.taskFiles.put("u.yaml", workspace.task.replace("s1", "s2"));
        List<Finding> findings = workspace.verify().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message()).isEqualTo("4 rows (1, 2, 3 …) without a number of vines");
        assertThat(findings.get(0).place()).isEqualTo(Place.of("registry:Oakridge Estates/Upper Bench/12D"));
    }

    @Test
    void a_fault_stops_its_own_session_only() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.taskFiles.put("bad.yaml", workspace.task.replace("12D", "99").replace("s1", "s2"));
        assertThat(workspace.verify().sessions())
                .extracting(Session::sessionName)
                .containsExactly("s1");
    }

    @Test
    void a_misspelt_name_is_asked_about_where_it_stands() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.task = workspace.task.replace("Upper Bench", "Uper Bench");
        Finding finding = workspace.verify().findings().get(0);
        assertThat(finding.place()).isEqualTo(new Place("t.yaml", 2, 12));
        assertThat(finding.remedy()).isEqualTo("did you mean 'Upper Bench'?");
    }

    @Test
    void without_storage_the_session_is_there_all_the_same() {
        GoodWorkspace workspace = new GoodWorkspace();
        emptied(workspace, "");
        workspace.task += "role: postprocess\n";
        assertThat(workspace.verifyRegistryOnly().sessions()).hasSize(1);
    }

    @Test
    void a_session_that_was_sent_before_is_resumed_and_one_of_other_scans_refused() {
        GoodWorkspace workspace = new GoodWorkspace();
        Session session = workspace.verify().sessions().get(0);
        root(workspace, "session.json", session.format());
        assertThat(codes(workspace)).isEmpty();
        root(workspace, "session.json", session.format().replace(SCAN, "2016-01-01_01-01"));
        assertThat(codes(workspace)).containsExactly("session-taken");
    }

    @Test
    void a_later_role_takes_a_map_that_came_by_other_means() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.task += "role: detection\n";
        root(workspace, "rvm.csv", MAP_HEAD + MAP_LINE);
        root(workspace, "preprocess-frames/" + SCAN + "_" + LEFT + "_13_18-preprocess-row1-dir2.zip", "x".repeat(40));
        assertThat(codes(workspace)).isEmpty();
    }

    private static void emptied(GoodWorkspace workspace, String camera) {
        Set<String> keys = new HashSet<>();
        workspace.store.list(PREFIX, o -> keys.add(o.key()));
        keys.stream().filter(k -> k.contains(camera)).forEach(workspace.store::remove);
    }

    private static Set<String> codes(GoodWorkspace workspace) {
        Set<String> codes = new HashSet<>();
        workspace.verify().findings().forEach(f -> codes.add(f.code()));
        return codes;
    }

    private static Fault task(String code, String from, String to) {
        return new Fault(code, w -> w.task = w.task.replace(from, to));
    }

    private static Fault includes(String code, String scan) {
        return new Fault(code, w -> w.task += "include_scans: " + scan + "\n");
    }

    private static Fault block(String code, Consumer<ObjectNode> change) {
        return new Fault(code, w -> change.accept(w.block()));
    }

    private static Fault scan(String code, Consumer<ObjectNode> change) {
        return new Fault(code, w -> change.accept(w.scan()));
    }

    private static Fault log(String code, UnaryOperator<String> change) {
        return new Fault(code, w -> w.put(SCAN + "_" + LEFT + ".csv", change.apply(GoodWorkspace.log(LEFT))));
    }

    private static void root(GoodWorkspace workspace, String name, String content) {
        workspace.store.put(
                "oak/results/farm_UpperBench/block_12D/s1/" + name, content.getBytes(StandardCharsets.UTF_8));
    }
}
