package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line as values. The first one that is not what it should be decides the line's {@link #problem};
 * its value is then 0. Not thread-safe.
 */
final class Row {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    /** It stands in front of the first line of some files, and would hide the quote behind it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int QUOTED_CHARS_MAX = 40;
    /** From 1970 to 2119; seconds and milliseconds since 1970 are far larger numbers. */
    private static final double SPREADSHEET_DAY_MIN = 25_570;

    private static final double SPREADSHEET_DAY_MAX = 80_000;
    private static final double SPREADSHEET_DAY_OF_1970 = 25_569;
    private static final double MS_PER_DAY = 86_400_000;
    private static final double LAT_MAX = 90;
    private static final double LON_MAX = 180;

    private final List<String> fields;
    private final CsvForm form;
    private @Nullable String problem;

    private Row(List<String> fields, CsvForm form) {
        this.fields = fields;
        this.form = form;
    }

    /** Fields that something else has taken apart. */
    static Row ofFields(List<String> fields) {
        return new Row(List.copyOf(fields), CsvForm.COMMA);
    }

    /** The fields of a line that commas part. */
    static Row of(Lines.Line line) {
        return of(line, CsvForm.COMMA);
    }

    /** The fields of a line; one that cannot be taken apart has a problem already. */
    static Row of(Lines.Line line, CsvForm form) {
        String text = new String(line.bytes(), UTF_8);
        try {
            String[] fields = CsvReader.builder()
                    .fieldSeparator(form.separator())
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .skipEmptyLines(false)
                    .ofSingleCsvRecord(
                            StringArrayHandler.of(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            Row row = new Row(List.of(fields), form);
            if (line.cut()) {
                row.fail("is longer than " + Lines.LINE_BYTES_MAX + " bytes");
            }
            return row;
        } catch (CsvParseException e) {
            Row row = new Row(List.of(), form);
            row.fail("is no line of a csv file");
            return row;
        }
    }

    List<String> fields() {
        return fields;
    }

    @Nullable
    String problem() {
        return problem;
    }

    boolean usable() {
        return problem == null;
    }

    /** Only the first problem is kept. */
    void fail(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** Takes the problem back: the line goes on behind a bad field. */
    @Nullable
    String takeProblem() {
        String what = problem;
        problem = null;
        return what;
    }

    /** Every line has as many fields as the header. */
    void expect(int columns) {
        if (fields.size() != columns) {
            fail("has " + fields.size() + (fields.size() == 1 ? " field" : " fields") + ", the header has " + columns);
        }
    }

    boolean empty(int column) {
        return text(column).isEmpty();
    }

    String text(int column) {
        return column < fields.size() ? fields.get(column).strip() : "";
    }

    /** A finite number. */
    double number(int column, String name) {
        String text = text(column);
        if (text.isEmpty()) {
            fail(name + " is missing");
            return 0;
        }
        if (form.decimalComma() && text.indexOf('.') < 0) {
            text = text.replace(',', '.');
        }
        if (!NUMBER.matcher(text).matches()) {
            fail(name + " is " + (text.equalsIgnoreCase("nan") ? "NaN" : "no number: " + quoted(text)));
            return 0;
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            fail(name + " is too large: " + quoted(text));
            return 0;
        }
        return value;
    }

    /** Whether a field is empty or says itself that there is no number in it. */
    boolean absent(int column) {
        String text = text(column);
        return text.isEmpty() || text.equalsIgnoreCase("nan");
    }

    /** A position in degrees. */
    Fix fix(int latColumn, int lonColumn) {
        double lat = number(latColumn, "latitude");
        double lon = number(lonColumn, "longitude");
        if (Math.abs(lat) > LAT_MAX) {
            fail("latitude is " + lat + ", allowed are -90 to 90");
        }
        if (Math.abs(lon) > LON_MAX) {
            fail("longitude is " + lon + ", allowed are -180 to 180");
        }
        return new Fix(lat, lon);
    }

    /** A whole number from 0. */
    long count(int column, String name) {
        String text = text(column);
        if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            fail(name + (text.isEmpty() ? " is missing" : " is no whole number: " + quoted(text)));
            return 0;
        }
        return Long.parseLong(text);
    }

    /** A moment as spreadsheets count it, in days since 1899-12-30, or as a date and time; epoch milliseconds, UTC. */
    long spreadsheetTime(int column, String name) {
        if (!NUMBER.matcher(text(column).replace(',', '.')).matches()) {
            return time(column, name);
        }
        double day = number(column, name);
        if (!(day >= SPREADSHEET_DAY_MIN && day <= SPREADSHEET_DAY_MAX)) {
            fail(name + " is " + quoted(text(column))
                    + ", expected days since 1899-12-30 (44519.5) or a date and time");
            return 0;
        }
        return Math.round((day - SPREADSHEET_DAY_OF_1970) * MS_PER_DAY);
    }

    /** A moment in epoch milliseconds; without an offset it counts as UTC. */
    long time(int column, String name) {
        String text = text(column);
        if (text.isEmpty()) {
            fail(name + " is missing");
            return 0;
        }
        try {
            return epochMs(text);
        } catch (DateTimeException | ArithmeticException e) {
            fail(name + " is no time: " + quoted(text));
            return 0;
        }
    }

    private static long epochMs(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        if (iso.endsWith("Z")) {
            return Instant.parse(iso).toEpochMilli();
        }
        int offset = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        if (offset > 10) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(iso, Instant::from)
                    .toEpochMilli();
        }
        return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static String quoted(String text) {
        String shown = text.length() > QUOTED_CHARS_MAX ? text.substring(0, QUOTED_CHARS_MAX) + "…" : text;
        return '"' + shown + '"';
    }
}
