package symphony.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static symphony.contracts.verify.GoodWorkspace.LEFT;
import static symphony.contracts.verify.GoodWorkspace.PREFIX;
import static symphony.contracts.verify.GoodWorkspace.SCAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import symphony.core.session.Session;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.verify.RegistryCheck;

class VerifierTest {
    private static final String MAP_HEAD = "rows,direction,part,of,file,start,end,pass,varietal,scanid\n";
    private static final String MAP_LINE =
            "1,dir2,1,1," + SCAN + "_" + LEFT + "_13_18.tar.gz,20,40,1,Merlot," + SCAN + "\n";

    @Test
    void a_good_workspace_gives_nothing_but_its_session() {
        var verification = new GoodWorkspace().verify();
        assertThat(verification.findings()).isEmpty();
        Session session = verification.sessions().get(0);
        assertThat(session.root().prefix()).isEqualTo("oak/results/farm_UpperBench/block_12D/s1/");
        assertThat(session.scans()).hasSize(1);
        assertThat(session.block().rows()).hasSize(5);
        assertThat(session.role()).isEqualTo(Role.RVM);
        assertThat(RegistryCheck.check(List.of(new GoodWorkspace().registered())))
                .isEmpty();
    }

    @Test
    void a_large_archive_is_looked_at_but_where_something_is_strange_it_is_counted() {
        GoodWorkspace workspace = new GoodWorkspace();
        String name = GoodWorkspace.archive(LEFT, 18);
        byte[] noise = new byte[200];
        new Random(1).nextBytes(noise);
        workspace.put(name, Frames.archive(LongStream.rangeClosed(287, 1486), noise));
        assertThat(workspace.store.find(PREFIX + name).orElseThrow().size()).isGreaterThan(100_000);
        assertThat(codes(workspace)).isEmpty();
        workspace.put(name, Frames.archive(LongStream.rangeClosed(300, 1486), noise));
        assertThat(messages(workspace))
                .containsExactly("archive " + name
                        + ": 1187 of 1200 frames, without 287 to 299 with fewer frames than the log names");
        workspace.put(name, Frames.archive(LongStream.rangeClosed(287, 900), noise));
        assertThat(messages(workspace)).singleElement().asString().contains("614 of 1200 frames, without 901 to 1486");
        byte[] whole = Frames.archive(LongStream.rangeClosed(287, 1486), noise);
        workspace.put(name, Arrays.copyOf(whole, whole.length - 3));
        assertThat(codes(workspace)).containsExactly("archive-cut");
    }

    @Test
    void where_scans_are_small_each_archive_is_read_whole_so_that_a_few_lacking_frames_are_found() throws IOException {
        GoodWorkspace workspace = new GoodWorkspace();
        String name = GoodWorkspace.archive(LEFT, 18);
        byte[] noise = new byte[200];
        new Random(1).nextBytes(noise);
        LongStream fewer = LongStream.rangeClosed(287, 1486).filter(n -> n != 700 && n != 1486);
        workspace.put(name, Frames.archive(fewer, noise));
        long bytes = workspace.store.list(PREFIX).stream()
                .mapToLong(StoredObject::size)
                .sum();
        assertThat(workspace.verify().findings()).isEmpty();
        assertThat(workspace.verifyDeepUpTo(bytes - 1).findings()).isEmpty();
        assertThat(workspace.verifyDeepUpTo(bytes).findings())
                .extracting(Finding::message)
                .containsExactly("archive " + name
                        + ": 1198 of 1200 frames, without 700, 1486 with fewer frames than the log names");
    }

    @Test
    void a_quick_look_leaves_logs_to_their_first_line_and_their_last() {
        GoodWorkspace workspace = new GoodWorkspace();
        String log = GoodWorkspace.log(LEFT);
        String good = workspace.text(log);
        workspace.put(log, good.replaceFirst("\n7,", "\nseven,"));
        assertThat(workspace.verify(Depth.QUICK).findings()).isEmpty();
        workspace.put(log, good.substring(0, good.lastIndexOf("\n", good.length() - 2) + 9));
        assertThat(workspace.verify(Depth.QUICK).findings())
                .extracting(Finding::code)
                .containsExactly("log-malformed");
        workspace.put(log, good.replace("latitude", "lat"));
        assertThat(workspace.verify(Depth.QUICK).findings())
                .extracting(Finding::code)
                .containsExactly("log-columns");
    }

    @Test
    void a_mark_before_a_log_is_passed_over_and_another_encoding_is_told() {
        GoodWorkspace workspace = new GoodWorkspace();
        String log = GoodWorkspace.log(LEFT);
        String good = workspace.text(log);
        workspace.put(log, "\uFEFF" + good);
        assertThat(codes(workspace)).isEmpty();
        workspace.put(log, (good + "é").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(codes(workspace)).containsExactly("log-malformed");
    }

    @Test
    void many_scans_are_listed_with_few_requests_each_scan_and_each_log_read_once() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.film("2017-08-31_09-00");
        workspace.scan("2017-08-31_09-00").putArray("blocks").add("12D").add("5B");
        workspace.taskFiles.put("u.yaml", bytes(workspace.task.replace("s1", "s2")));
        workspace.taskFiles.put(
                "v.yaml", bytes(workspace.task.replace("s1", "s3").replace("12D", "5B")));
        CountingStore counting = new CountingStore(workspace.store);
        assertThat(workspace.verify(counting).findings()).isEmpty();
        assertThat(counting.listed()).containsExactly("oak/2017-");
        assertThat(counting.opened())
                .doesNotHaveDuplicates()
                .filteredOn(k -> k.endsWith(".csv"))
                .hasSize(4);
        assertThat(counting.opened()).filteredOn(k -> k.endsWith(".tar.gz")).isEmpty();
    }

    @Test
    void one_cause_is_one_finding_however_often_it_shows() {
        GoodWorkspace workspace = new GoodWorkspace();
        for (int n = 1; n <= 5; n++) {
            workspace.row(n).remove("num_plants");
        }
        workspace.taskFiles.put("u.yaml", bytes(workspace.task.replace("s1", "s2")));
        List<Finding> findings = workspace.verify().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message()).isEqualTo("5 rows (1, 2, 3 …) without a number of vines");
        assertThat(findings.get(0).place()).isEqualTo(Place.of("registry:Oakridge Estates/Upper Bench/12D"));
    }

    @Test
    void a_fault_stops_its_own_session_only() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.taskFiles.put(
                "bad.yaml", bytes(workspace.task.replace("12D", "99").replace("s1", "s2")));
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
        StorageFaults.removeAll(workspace, "");
        workspace.task += "role: postprocess\n";
        assertThat(workspace.verifyRegistryOnly().sessions()).hasSize(1);
    }

    @Test
    void a_session_that_was_sent_before_is_resumed_and_one_of_other_scans_refused() {
        GoodWorkspace workspace = new GoodWorkspace();
        Session session = workspace.verify().sessions().get(0);
        workspace.result("session.json", session.format());
        assertThat(codes(workspace)).isEmpty();
        workspace.result("session.json", session.format().replace(SCAN, "2016-01-01_01-01"));
        assertThat(codes(workspace)).containsExactly("session-taken");
    }

    @Test
    void a_later_role_takes_a_map_that_came_by_other_means() {
        GoodWorkspace workspace = new GoodWorkspace();
        workspace.task += "role: detection\n";
        workspace.result("rvm.csv", MAP_HEAD + MAP_LINE);
        workspace.result("preprocess-frames/" + SCAN + "_" + LEFT + "_13_18-preprocess-row1-dir2.zip", "x".repeat(40));
        assertThat(codes(workspace)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> messages(GoodWorkspace workspace) {
        return workspace.verify().findings().stream().map(Finding::message).toList();
    }

    private static Set<String> codes(GoodWorkspace workspace) {
        Set<String> codes = new HashSet<>();
        workspace.verify().findings().forEach(f -> codes.add(f.code()));
        return codes;
    }
}
