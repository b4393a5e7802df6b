package symphony.core.registry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** Which blocks a survey's file is of: the one a person names, or those that the file names. */
final class SurveyedBlocks {
    private final String path;
    private final String said;
    private final List<Finding> findings;
    private final List<String> notes;

    /** @param said the block's name; empty where a person did not say it */
    SurveyedBlocks(String path, String said, List<Finding> findings, List<String> notes) {
        this.path = path;
        this.said = said;
        this.findings = findings;
        this.notes = notes;
    }

    /**
     * By name, one at least; a block whose name nobody says has the empty one.
     *
     * @param read by the name that the file has, empty where it has none
     */
    SortedMap<String, Survey> of(SortedMap<String, Survey> read) {
        Set<String> named = new TreeSet<>(read.keySet());
        named.remove("");
        if (said.isEmpty()) {
            return unsaid(read, named);
        }
        Survey one = new Survey();
        boolean several = named.size() > 1;
        if (several && !named.contains(said)) {
            findings.add(FindingCode.IMPORT_NAME_MISSING.at(
                    Place.of(path),
                    "the file holds the blocks " + String.join(", ", named) + ", and none is called '" + said + "'",
                    "name one of them, or leave --block out to import all"));
            return new TreeMap<>(Map.of(said, one));
        }
        read.forEach((name, survey) -> {
            if (!several || name.isEmpty() || name.equals(said)) {
                one.takeIn(survey);
            }
        });
        if (several) {
            notes.add("of " + named.size() + " blocks in the file only " + said + " was taken");
        }
        return new TreeMap<>(Map.of(said, one));
    }

    /** What names no block belongs to the only one that is named. */
    private static SortedMap<String, Survey> unsaid(SortedMap<String, Survey> read, Set<String> named) {
        TreeMap<String, Survey> blocks = new TreeMap<>(read);
        Survey nameless = blocks.get("");
        if (nameless != null && nameless.isEmpty() && !named.isEmpty()) {
            blocks.remove("");
        } else if (nameless != null && named.size() == 1) {
            blocks.remove("");
            Survey only = new Survey();
            read.values().forEach(only::takeIn);
            blocks.put(named.iterator().next(), only);
        }
        if (blocks.isEmpty()) {
            blocks.put("", new Survey());
        }
        return blocks;
    }
}
