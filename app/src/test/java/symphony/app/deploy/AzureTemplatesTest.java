package symphony.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's templates: what they say of each other holds, and the boot scripts that they carry are those beside them. */
class AzureTemplatesTest {
    private static final Path FOLDER = Path.of("../deploy/azure");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("(parameters|variables)\\('([A-Za-z]+)'\\)");

    /** Written anew with -Dsymphony.update=true. */
    @ParameterizedTest
    @CsvSource({"main,linuxBoot,linux.yaml", "linux,linuxBoot,linux.yaml", "windows,windowsBoot,windows.ps1"})
    void a_template_carries_the_boot_script_that_lies_beside_it(String name, String variable, String script)
            throws IOException {
        Path template = FOLDER.resolve(name + ".json");
        List<String> lines =
                List.of(Files.readString(FOLDER.resolve("boot").resolve(script)).split("\n", -1));
        if (Boolean.getBoolean("symphony.update")) {
            Files.writeString(template, withBoot(Files.readString(template), variable, lines));
        }
        List<String> carried = new ArrayList<>();
        JSON.readTree(Files.readString(template))
                .at("/variables/" + variable)
                .forEach(line -> carried.add(line.asText().replaceFirst("^\\[\\[", "[")));
        assertThat(carried)
                .as("mvn test -Dtest=AzureTemplatesTest -Dsymphony.update=true")
                .isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "linux", "windows"})
    void a_template_names_what_it_declares_and_declares_what_it_names(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".json"));
        JsonNode template = JSON.readTree(text);
        for (String kind : List.of("parameters", "variables")) {
            Set<String> declared = names(template.get(kind));
            template.at("/variables/copy")
                    .forEach(loop -> declared.add(loop.get("name").asText()));
            declared.remove("copy");
            if (kind.equals("parameters")) {
                template.at("/variables/copy")
                        .forEach(loop -> declared.remove(loop.get("name").asText()));
            }
            Set<String> named = new TreeSet<>();
            Matcher m = NAME.matcher(text);
            while (m.find()) {
                if (m.group(1).equals(kind)) {
                    named.add(m.group(2));
                }
            }
            assertThat(named).as(name + ".json: " + kind).isEqualTo(declared);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "linux", "windows"})
    void a_parameter_file_gives_only_what_its_template_knows(String name) throws IOException {
        JsonNode given = read(name + ".parameters.json").get("parameters");
        assertThat(names(read(name + ".json").get("parameters"))).containsAll(names(given));
    }

    @Test
    void what_the_scale_sets_need_of_others_is_made_by_main() throws IOException {
        String main = Files.readString(FOLDER.resolve("main.json"));
        for (String needed :
                List.of("symphony-workers", "symphony-operators", "symphony-net", "\"jumpboxes\"", "\"workers\"")) {
            assertThat(main).contains(needed);
        }
        for (String name : List.of("linux.json", "windows.json")) {
            assertThat(Files.readString(FOLDER.resolve(name)))
                    .contains("'symphony-net', 'workers'", "concat('symphony-', variables('unique'))");
        }
    }

    @Test
    void no_secret_is_put_out_or_told_to_a_machine() throws IOException {
        for (String name : List.of("main.json", "linux.json", "windows.json")) {
            JsonNode template = read(name);
            assertThat(template.get("outputs").toString()).doesNotContain("listKeys", "guid(");
            template.findValues("userData")
                    .forEach(data -> assertThat(data.asText()).doesNotContain("listKeys", "guid("));
        }
    }

    @Test
    void what_windows_reads_is_ascii() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path script : files.filter(f -> f.toString().endsWith(".ps1")).toList()) {
                assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(Files.readString(script)))
                        .as(script.toString())
                        .isTrue();
            }
        }
    }

    private static JsonNode read(String name) throws IOException {
        return JSON.readTree(Files.readString(FOLDER.resolve(name)));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String withBoot(String template, String variable, List<String> lines) {
        String written = lines.stream()
                .map(line -> "      " + JSON.valueToTree(line.startsWith("[") ? "[" + line : line))
                .collect(Collectors.joining(",\n", "", "\n"));
        return Pattern.compile("(\"" + variable + "\": \\[\n).*?( {4}]\n)", Pattern.DOTALL)
                .matcher(template)
                .replaceFirst(m -> Matcher.quoteReplacement(m.group(1) + written + m.group(2)));
    }
}
