package symphony.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

class SeededFaultsTest {
    private static final Path PAGE = Path.of("../docs/reference/seeded-faults.md");

    static List<SeededFault> faults() {
        return SeededFaults.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_is_found_and_nothing_else(SeededFault fault) {
        List<Finding> findings = fault.findings();
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly(fault.code().text());
        assertThat(findings.get(0).remedy()).isNotBlank();
    }

    @Test
    void the_catalogue_holds_more_than_sixty_faults_and_every_code_has_one_or_a_reason() {
        assertThat(SeededFaults.all()).hasSizeGreaterThanOrEqualTo(60);
        Set<FindingCode> seeded =
                SeededFaults.all().stream().map(SeededFault::code).collect(Collectors.toSet());
        assertThat(FindingCode.values())
                .allSatisfy(code ->
                        assertThat(seeded.contains(code)).as(code.text()).isNotEqualTo(exempt().containsKey(code)));
    }

    /** Codes that no change to task files, registry and storage raises, and where they are tried instead. */
    private static Map<FindingCode, String> exempt() {
        Map<FindingCode, String> reasons = new EnumMap<>(FindingCode.class);
        String importing = "found in files that are imported: tests of RegistryImport";
        for (FindingCode code : List.of(
                FindingCode.JSON_SYNTAX,
                FindingCode.IMPORT_KIND_UNKNOWN,
                FindingCode.IMPORT_NAME_MISSING,
                FindingCode.LISTED_TWICE,
                FindingCode.GEOMETRY_MALFORMED,
                FindingCode.SURVEY_COLUMNS,
                FindingCode.SURVEY_LINE,
                FindingCode.SURVEY_EMPTY,
                FindingCode.SURVEY_ORDER,
                FindingCode.SURVEY_DOUBLED,
                FindingCode.SURVEY_PASSED_OVER)) {
            reasons.put(code, importing);
        }
        reasons.put(FindingCode.FILE_UNREADABLE, "found when a file is opened: ReadTaskFilesTest");
        reasons.put(FindingCode.FILE_LINKS_OUT, "found when a file is opened: ReadTaskFilesTest");
        reasons.put(FindingCode.STORAGE_NOT_WRITABLE, "of this machine: StorageRoomTest");
        reasons.put(FindingCode.STORAGE_SPACE_LOW, "of this machine: StorageRoomTest");
        reasons.put(FindingCode.PROGRAM_MISSING, "of this machine: ProgramCheckTest");
        reasons.put(FindingCode.WORKER_MISSING, "of a fleet: FleetRulesTest");
        reasons.put(FindingCode.PROGRAMS_DIFFER, "of a fleet: FleetRulesTest");
        reasons.put(FindingCode.INPUT_GONE, "found by repair beside the task that needs it");
        reasons.put(FindingCode.SESSION_CANCELLED, "found in the queues by init and repair: QueueCommandsTest");
        reasons.put(FindingCode.LEFTOVER, "found by repair beside its plan");
        reasons.put(FindingCode.ARTIFACT_BROKEN, "found by repair --deep");
        reasons.put(FindingCode.STORAGE_UNREADABLE, "found by repair beside its plan");
        return reasons;
    }

    @Test
    void the_page_in_the_docs_is_the_one_that_the_catalogue_makes() throws IOException {
        if (Boolean.getBoolean("symphony.write.reference")) {
            Files.writeString(PAGE, SeededFaults.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(SeededFaults.markdown());
    }

    @Test
    void no_two_faults_are_told_alike() {
        assertThat(SeededFaults.all().stream().map(SeededFault::toString)).doesNotHaveDuplicates();
    }
}
