package symphony.core.registry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/**
 * Reads a survey as CSV: a line a vine (or pole) with or without its position, or a line a row with its number of vines.
 * Separated by commas, semicolons (then decimals may have a comma) or tabs.
 */
final class CsvImport {
    private final String path;
    private final List<Finding> findings;
    private final SurveyReader survey;
    private final FileGeometry geometry;
    private final boolean decimalComma;

    private CsvImport(String path, boolean decimalComma, ColumnNames names, List<Finding> findings) {
        this.path = path;
        this.decimalComma = decimalComma;
        this.findings = findings;
        this.survey = new SurveyReader(names, findings);
        this.geometry = new FileGeometry(findings);
    }

    static SurveyReader read(String path, String text, ColumnNames names, List<Finding> findings) {
        char delimiter = delimiter(text);
        CsvImport in = new CsvImport(path, delimiter != ',', names, findings);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser csv = CSVParser.parse(new StringReader(text), format)) {
            List<String> header =
                    csv.getHeaderNames().stream().filter(h -> !h.isEmpty()).toList();
            if (in.understands(header, names)) {
                Map<SurveyColumn, String> columns = in.survey.columns(header);
                for (CSVRecord line : csv) {
                    in.line(values(line, header), columns, new Place(path, (int) csv.getCurrentLineNumber(), 0));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            findings.add(FindingCode.SURVEY_LINE.at(
                    Place.of(path), "not CSV: " + e.getMessage(), "correct the quotes or the first line"));
        }
        return in.survey;
    }

    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        if (first.indexOf('\t') >= 0) {
            return '\t';
        }
        return first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
    }

    private boolean understands(List<String> header, ColumnNames names) {
        List<String> absent = names.absent(header);
        Map<SurveyColumn, String> columns = survey.columns(header);
        boolean latitude = columns.containsKey(SurveyColumn.LATITUDE);
        boolean longitude = columns.containsKey(SurveyColumn.LONGITUDE);
        boolean positions = (latitude && longitude) || columns.containsKey(SurveyColumn.POSITION);
        boolean rows = columns.containsKey(SurveyColumn.ROW) || columns.containsKey(SurveyColumn.ID);
        List<String> lacking = new ArrayList<>();
        absent.forEach(name -> lacking.add("no column '" + name + "'"));
        if (!positions && latitude != longitude) {
            lacking.add(latitude ? "a latitude but no longitude" : "a longitude but no latitude");
        } else if (!positions && !rows) {
            lacking.add("no column for the row's number (row), and none for positions");
        }
        if (lacking.isEmpty()) {
            return true;
        }
        findings.add(FindingCode.SURVEY_COLUMNS.at(
                new Place(path, 1, 0),
                String.join(", and ", lacking) + "; the columns are " + String.join(", ", header),
                "name the columns row, latitude, longitude, variety, vine (its number in the row) or vines (how many);"
                        + " or say which is which, as in --column row=NAME"));
        return false;
    }

    private void line(Map<String, String> values, Map<SurveyColumn, String> columns, Place place) {
        String latitude = text(values, columns, SurveyColumn.LATITUDE);
        String longitude = text(values, columns, SurveyColumn.LONGITUDE);
        String position = text(values, columns, SurveyColumn.POSITION);
        if (!latitude.isEmpty() || !longitude.isEmpty()) {
            measured(latitude, longitude, place).ifPresent(shape -> survey.shape(values, shape, place));
        } else if (!position.isEmpty()) {
            int before = findings.size();
            Optional<Shape> shape = WellKnownText.parse(position, geometry, place);
            shape.ifPresent(s -> survey.shape(values, s, place));
            if (shape.isEmpty() && findings.size() == before) {
                noPosition(position, place);
            }
        } else {
            survey.unmeasured(values, place);
        }
    }

    private Optional<Shape> measured(String latitude, String longitude, Place place) {
        OptionalDouble north = Degrees.parse(latitude, decimalComma);
        OptionalDouble east = Degrees.parse(longitude, decimalComma);
        if (north.isEmpty() || east.isEmpty()) {
            noPosition(latitude + "', '" + longitude, place);
            return Optional.empty();
        }
        return geometry.position(east.getAsDouble(), north.getAsDouble(), place).map(at -> Shape.points(List.of(at)));
    }

    private void noPosition(String text, Place place) {
        findings.add(FindingCode.SURVEY_LINE.at(
                place, "'" + text + "' is no position", "write latitude and longitude in degrees with decimals"));
    }

    private static Map<String, String> values(CSVRecord line, List<String> header) {
        Map<String, String> values = new LinkedHashMap<>();
        header.forEach(name -> values.put(name, line.isSet(name) ? line.get(name) : ""));
        return values;
    }

    private static String text(Map<String, String> values, Map<SurveyColumn, String> columns, SurveyColumn column) {
        String name = columns.get(column);
        return name == null ? "" : values.getOrDefault(name, "");
    }
}
