package symphony.core.registry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final Survey survey;
    private final FileGeometry geometry;
    private final boolean decimalComma;

    private Optional<String> id = Optional.empty();
    private Optional<String> latitude = Optional.empty();
    private Optional<String> longitude = Optional.empty();
    private Optional<String> row = Optional.empty();
    private Optional<String> vine = Optional.empty();
    private Optional<String> vines = Optional.empty();
    private Optional<String> variety = Optional.empty();

    private CsvImport(String path, boolean decimalComma, List<Finding> findings) {
        this.path = path;
        this.decimalComma = decimalComma;
        this.findings = findings;
        this.survey = new Survey(findings);
        this.geometry = new FileGeometry(findings);
    }

    static Survey read(String path, String text, ColumnNames names, List<Finding> findings) {
        char delimiter = delimiter(text);
        CsvImport in = new CsvImport(path, delimiter == ';', findings);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser csv = CSVParser.parse(new StringReader(text), format)) {
            if (in.findColumns(csv.getHeaderNames(), names)) {
                for (CSVRecord line : csv) {
                    in.line(line, new Place(path, (int) csv.getCurrentLineNumber(), 0));
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

    private boolean findColumns(List<String> header, ColumnNames names) {
        id = names.id(header);
        latitude = names.latitude(header);
        longitude = names.longitude(header);
        row = names.row(header);
        vine = names.vine(header);
        vines = names.vines(header);
        variety = names.variety(header);
        List<String> lacking = new ArrayList<>();
        if (row.isEmpty() && id.isEmpty()) {
            lacking.add("no column for the row's number (row)");
        }
        if (latitude.isPresent() != longitude.isPresent()) {
            lacking.add(latitude.isPresent() ? "a latitude but no longitude" : "a longitude but no latitude");
        }
        if (lacking.isEmpty()) {
            return true;
        }
        findings.add(
                FindingCode.SURVEY_COLUMNS.at(
                        new Place(path, 1, 0),
                        String.join(", and ", lacking) + "; the columns are " + String.join(", ", header),
                        "name the columns row, latitude, longitude, variety, vine (its number in the row) or vines (how many)"));
        return false;
    }

    private void line(CSVRecord line, Place place) {
        String name = text(line, id);
        OptionalInt number = row.isPresent() ? SurveyNumbers.row(text(line, row)) : SurveyNumbers.row(name);
        if (number.isEmpty()) {
            bad(
                    place,
                    "no row number in '" + (row.isPresent() ? text(line, row) : name) + "'",
                    "write the row's number");
            return;
        }
        String count = text(line, vines);
        if (latitude.isEmpty() && vines.isPresent()) {
            OptionalInt counted = SurveyNumbers.only(count);
            if (counted.isPresent()) {
                survey.count(number.getAsInt(), counted.getAsInt(), place);
            } else {
                bad(place, "'" + count + "' is no number of vines", "write how many vines the row has");
            }
            return;
        }
        GeoPoint at = null;
        if (latitude.isPresent()
                && !(text(line, latitude).isEmpty() && text(line, longitude).isEmpty())) {
            Optional<GeoPoint> found = position(line, place);
            if (found.isEmpty()) {
                return;
            }
            at = found.get();
        }
        OptionalInt own = vine.isPresent() ? SurveyNumbers.only(text(line, vine)) : SurveyNumbers.inRow(name);
        SurveyPoint point = new SurveyPoint(number.getAsInt(), own.orElse(0), at, text(line, variety), place);
        if (SurveyNumbers.isPole(name)) {
            survey.pole(point);
        } else {
            survey.vine(point);
        }
    }

    private Optional<GeoPoint> position(CSVRecord line, Place place) {
        try {
            return geometry.position(degrees(text(line, longitude)), degrees(text(line, latitude)), place);
        } catch (NumberFormatException e) {
            bad(
                    place,
                    "'" + text(line, latitude) + "', '" + text(line, longitude) + "' is no position",
                    "write latitude and longitude in degrees with decimals");
            return Optional.empty();
        }
    }

    private double degrees(String text) {
        double degrees = Double.parseDouble(decimalComma ? text.replace(',', '.') : text);
        if (!Double.isFinite(degrees)) {
            throw new NumberFormatException(text);
        }
        return degrees;
    }

    private static String text(CSVRecord line, Optional<String> column) {
        return column.filter(line::isSet).map(line::get).orElse("");
    }

    private void bad(Place place, String message, String remedy) {
        findings.add(FindingCode.SURVEY_LINE.at(place, message, remedy));
    }
}
