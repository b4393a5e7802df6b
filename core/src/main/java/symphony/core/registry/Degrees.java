package symphony.core.registry;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads degrees as surveys write them: {@code -0.524}, {@code 0,524 W}, {@code 53°16'5.4"N}. */
final class Degrees {
    private static final Pattern FORM = Pattern.compile(
            "([NSEWOnsewo]?)\\s*([+-]?[0-9]{1,9}(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?)\\s*(?:[°d:]\\s*"
                    + "(?:([0-9]{1,2}(?:\\.[0-9]*)?)\\s*[':′’]?\\s*(?:([0-9]{1,2}(?:\\.[0-9]*)?)\\s*(?:\"|″|”|'')?)?)?)?\\s*([NSEWOnsewo]?)");

    private Degrees() {}

    /** @param decimalComma whether a comma stands for the decimal point */
    static OptionalDouble parse(String text, boolean decimalComma) {
        String plain = decimalComma ? text.replace(',', '.') : text;
        Matcher m = FORM.matcher(plain.strip());
        if (!m.matches()) {
            return OptionalDouble.empty();
        }
        double degrees = Math.abs(Double.parseDouble(m.group(2)));
        if (m.group(3) != null) {
            degrees += Double.parseDouble(m.group(3)) / 60;
        }
        if (m.group(4) != null) {
            degrees += Double.parseDouble(m.group(4)) / 3600;
        }
        String side = (m.group(1) + m.group(5)).toUpperCase(java.util.Locale.ROOT);
        boolean negative = m.group(2).startsWith("-") || side.equals("S") || side.equals("W") || side.equals("O");
        return Double.isFinite(degrees) ? OptionalDouble.of(negative ? -degrees : degrees) : OptionalDouble.empty();
    }
}
