package symphony.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsFormatsTest {
    private static final Finding SCAN = FindingCode.SCAN_NOT_OF_BLOCK.at(
            new Place("tasks/Block 3,ü.yaml", 6, 17), "scan shows 100% of 5B, not 3", "did you mean '12D'?");
    private static final Finding ROWS = FindingCode.NUM_ROWS_MISSING.at(
            Place.of("registry:Oakridge Estates/Upper Bench/12D"), "num_rows is not given", "");
    private static final Finding LOG =
            FindingCode.LOG_MALFORMED.at(new Place("oak/s/log.csv", 7, 0), "no number", "correct it");

    /** The parts that SARIF 2.1.0 requires (sections 3.13 to 3.49), and those that code-scanning pages ask for. */
    @Test
    void sarif_has_what_its_standard_requires() {
        JsonNode log = FindingsSarif.of(List.of(SCAN, ROWS, LOG, SCAN), Set.of("tasks/Block 3,ü.yaml"));
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asText()).endsWith("sarif-schema-2.1.0.json");
        assertThat(log.path("runs")).hasSize(1);
        JsonNode run = log.at("/runs/0");
        assertThat(run.at("/tool/driver/name").asText()).isNotEmpty();
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(rules).hasSize(3);
        rules.forEach(rule -> {
            assertThat(rule.path("id").asText()).isNotEmpty();
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
            assertThat(rule.at("/help/text").asText()).isNotEmpty();
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning");
        });
        assertThat(run.path("results")).hasSize(4);
        run.path("results").forEach(result -> {
            assertThat(rules.get(result.path("ruleIndex").asInt()).path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.path("level").asText()).isIn("error", "warning");
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            assertThat(result.path("locations")).hasSize(1);
            JsonNode artifact = result.at("/locations/0/physicalLocation/artifactLocation");
            assertThat(URI.create(artifact.path("uri").asText()).toASCIIString())
                    .isEqualTo(artifact.path("uri").asText());
            JsonNode region = result.at("/locations/0/physicalLocation/region");
            region.forEach(number -> assertThat(number.asInt()).isPositive());
        });
    }

    @Test
    void sarif_tells_files_of_the_checkout_from_keys_of_the_storage_and_names_of_the_registry() {
        JsonNode results = FindingsSarif.of(List.of(SCAN, ROWS, LOG), Set.of("tasks/Block 3,ü.yaml"))
                .at("/runs/0/results");
        JsonNode file = results.at("/0/locations/0/physicalLocation");
        assertThat(file.at("/artifactLocation/uri").asText()).isEqualTo("tasks/Block%203%2C%C3%BC.yaml");
        assertThat(file.at("/artifactLocation/uriBaseId").asText()).isEqualTo("%SRCROOT%");
        assertThat(file.path("region").toString()).isEqualTo("{\"startLine\":6,\"startColumn\":17}");
        assertThat(results.at("/1/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("Oakridge Estates/Upper Bench/12D");
        assertThat(results.at("/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("registry:Oakridge%20Estates/Upper%20Bench/12D");
        assertThat(results.at("/2/locations/0/physicalLocation/artifactLocation/uriBaseId")
                        .asText())
                .isEqualTo("STORAGE");
    }

    @Test
    void an_annotation_stands_on_one_line_whatever_its_texts_hold() {
        assertThat(FindingsGithub.of(List.of(SCAN, ROWS)))
                .isEqualTo(
                        """
                        ::error file=tasks/Block 3%2Cü.yaml,line=6,col=17,title=scan-not-of-block::\
                        scan shows 100%25 of 5B, not 3. Remedy: did you mean '12D'?
                        ::warning file=registry%3AOakridge Estates/Upper Bench/12D,title=num-rows-missing::\
                        num_rows is not given
                        """);
    }

    @Test
    void a_step_never_gives_more_than_ten_annotations_of_a_severity_and_loses_none() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.add(FindingCode.UNKNOWN_KEY.at(new Place("f" + i, 1, 1), "unknown key", ""));
        }
        assertThat(FindingsGithub.of(many.subList(0, 10)).lines()).hasSize(10);
        String folded = FindingsGithub.of(many);
        assertThat(folded.lines()).hasSize(1);
        assertThat(folded).contains("title=unknown-key (25)").contains("f0:1:1").contains("f24:1:1");

        List<Finding> various = new ArrayList<>();
        for (FindingCode code : FindingCode.values()) {
            various.add(code.at(Place.of("g" + code.text()), "message", ""));
        }
        List<String> lines = FindingsGithub.of(various).lines().toList();
        assertThat(lines).filteredOn(l -> l.startsWith("::error ")).hasSize(10);
        assertThat(lines).filteredOn(l -> l.startsWith("::warning ")).hasSize(10);
        assertThat(lines.get(9)).contains("more findings").contains("… and ");
    }
}
