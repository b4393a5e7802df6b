package symphony.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/**
 * Reads YAML 1.2. Whatever the bytes are, the answer is a document: syntax, doubled keys, tags, other encodings, nesting
 * and aliases past what settings need are findings with their place.
 */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads a file of settings.
     *
     * @param path names the file in places
     */
    public static YamlDocument read(String path, byte[] content) {
        return read(path, content, YamlBounds.SETTINGS);
    }

    /** @param path names the file in places */
    public static YamlDocument read(String path, byte[] content, YamlBounds bounds) {
        YamlText text = YamlText.of(path, content, bounds);
        if (text instanceof YamlText.Refused refused) {
            return new YamlDocument(Optional.empty(), List.of(refused.why()));
        }
        return parse(path, ((YamlText.Plain) text).text(), bounds);
    }

    private static YamlDocument parse(String path, String text, YamlBounds bounds) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path)
                .setParseComments(false)
                .setCodePointLimit(bounds.bytes() + 1)
                .build();
        List<Finding> findings = new ArrayList<>();
        try {
            YamlTree tree =
                    new YamlTree(path, new Parse(settings).parseString(text).iterator(), findings, bounds);
            return new YamlDocument(Optional.of(tree.document()), findings);
        } catch (YamlTree.Refused refused) {
            findings.add(refused.why());
        } catch (MarkedYamlEngineException e) {
            findings.add(syntax(path, e));
        } catch (YamlEngineException e) {
            findings.add(FindingCode.YAML_SYNTAX.at(
                    Place.of(path), "not YAML: " + oneLine(String.valueOf(e.getMessage())), "correct the file"));
        }
        return new YamlDocument(Optional.empty(), findings);
    }

    private static Finding syntax(String path, MarkedYamlEngineException e) {
        String problem = oneLine(String.valueOf(e.getProblem()));
        // what was never closed is mended where it was opened, not at the file's end
        Optional<Mark> opened = problem.contains("end of stream") ? e.getContextMark() : Optional.empty();
        Place place = opened.or(e::getProblemMark)
                .or(e::getContextMark)
                .map(mark -> place(path, mark))
                .orElse(Place.of(path));
        if (problem.toLowerCase(Locale.ROOT).contains("\\t(tab)")) {
            return FindingCode.YAML_TAB.at(
                    place,
                    "a tab where YAML allows only blanks",
                    "replace the tab by blanks: YAML indents with blanks");
        }
        String context = e.getContext() == null ? "" : " " + oneLine(e.getContext());
        return FindingCode.YAML_SYNTAX.at(
                place,
                "not YAML: " + problem + context,
                "look at this line and the one before: a quote or bracket left open, a colon without a blank behind it,"
                        + " or uneven indentation");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    static Place place(String path, Mark mark) {
        return new Place(path, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
