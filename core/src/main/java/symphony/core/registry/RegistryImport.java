package symphony.core.registry;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlBounds;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlText;

/**
 * Reads whatever {@code registry import} takes: a registry file (JSON, YAML), or the survey of one block (GeoJSON, CSV),
 * whose client, farm and block the options name. What is wrong is told, never thrown.
 */
public final class RegistryImport {
    private RegistryImport() {}

    /** By its ending and what it holds the file is one or the other. */
    public static ImportResult read(Path file, ImportOptions options) {
        byte[] content;
        try {
            if (Files.size(file) > YamlBounds.DATA.bytes()) {
                return failed(FindingCode.FILE_TOO_LARGE.at(
                        Place.of(file.toString()),
                        "the file has " + Files.size(file) + " bytes; at most " + YamlBounds.DATA.bytes() + " are read",
                        "give the file that was meant, or split it"));
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            return failed(FindingCode.FILE_UNREADABLE.at(
                    Place.of(file.toString()), "the file cannot be read: " + reason(e), "check path and permissions"));
        }
        return read(file.toString(), content, options);
    }

    /** @param path names the file in places */
    static ImportResult read(String path, byte[] content, ImportOptions options) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return csv(path, content, options);
        }
        if (!name.matches(".*\\.(json|geojson|yaml|yml)")) {
            return failed(FindingCode.IMPORT_KIND_UNKNOWN.at(
                    Place.of(path),
                    "the ending does not tell what the file is",
                    "name it .json or .yaml (registry file), .geojson or .csv (survey of a block)"));
        }
        YamlDocument document = RegistryFileReader.document(path, content);
        if (document.root().isEmpty()) {
            return new ImportResult(List.of(), document.findings());
        }
        YamlNode root = document.root().get();
        if (!GeoJsonImport.isGeoJson(root)) {
            return RegistryFileReader.read(path, root, document.findings());
        }
        List<Finding> findings = new ArrayList<>(document.findings());
        return result(path, GeoJsonImport.read(root, options.columns(), findings), options, findings);
    }

    private static ImportResult csv(String path, byte[] content, ImportOptions options) {
        YamlText text = YamlText.of(path, content, YamlBounds.DATA);
        if (text instanceof YamlText.Refused refused) {
            return failed(refused.why());
        }
        List<Finding> findings = new ArrayList<>();
        SurveyReader survey = CsvImport.read(path, ((YamlText.Plain) text).text(), options.columns(), findings);
        return result(path, survey, options, findings);
    }

    private static ImportResult result(String path, SurveyReader survey, ImportOptions options, List<Finding> found) {
        List<Finding> findings = new ArrayList<>(found);
        List<String> notes = new ArrayList<>();
        SortedMap<String, Survey> surveys =
                new SurveyedBlocks(path, options.block(), findings, notes).of(survey.blocks());
        names(path, options, surveys, findings);
        List<Block> blocks = new ArrayList<>();
        surveys.forEach((name, s) -> {
            List<String> own = new ArrayList<>();
            blocks.add(SurveyedBlock.of(name, s, options.choices(), findings, own));
            own.forEach(n -> notes.add(surveys.size() > 1 ? "block " + name + ": " + n : n));
        });
        if (surveys.values().stream().allMatch(Survey::isEmpty)
                && findings.stream().noneMatch(Finding::isError)) {
            findings.add(FindingCode.SURVEY_EMPTY.at(
                    Place.of(path), "there is neither row nor vine in the file", "give the file that was meant"));
        }
        findings.sort(Comparator.comparingInt(f -> f.place().line()));
        Farm farm = new Farm("", options.farm(), blocks);
        return new ImportResult(List.of(new Client("", options.client(), List.of(farm), List.of())), findings, notes);
    }

    private static void names(
            String path, ImportOptions options, SortedMap<String, Survey> surveys, List<Finding> findings) {
        List<String> lacking = new ArrayList<>();
        if (options.client().isEmpty()) {
            lacking.add("client");
        }
        if (options.farm().isEmpty()) {
            lacking.add("farm");
        }
        if (surveys.containsKey("")) {
            lacking.add("block");
        }
        if (!lacking.isEmpty()) {
            findings.add(FindingCode.IMPORT_NAME_MISSING.at(
                    Place.of(path),
                    "a survey does not say its " + String.join(", ", lacking),
                    "name " + (lacking.size() == 1 ? "it" : "them") + ": --" + String.join(" NAME --", lacking)
                            + " NAME"));
        }
    }

    private static ImportResult failed(Finding finding) {
        return new ImportResult(List.of(), List.of(finding));
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return String.valueOf(e.getMessage());
    }
}
