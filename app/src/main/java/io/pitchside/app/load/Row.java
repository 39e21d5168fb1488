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
    private static final CsvReader.CsvReaderBuilder CSV =
            CsvReader.builder().allowExtraFields(true).allowMissingFields(true).skipEmptyLines(false);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final int QUOTED_CHARS_MAX = 40;

    private final List<String> fields;
    private @Nullable String problem;

    private Row(List<String> fields) {
        this.fields = fields;
    }

    /** The fields of a line; one that cannot be taken apart has a problem already. */
    static Row of(Lines.Line line) {
        try {
            String[] fields = CSV.ofSingleCsvRecord(StringArrayHandler.of(), new String(line.bytes(), UTF_8));
            Row row = new Row(List.of(fields));
            if (line.cut()) {
                row.fail("is longer than " + Lines.LINE_BYTES_MAX + " bytes");
            }
            return row;
        } catch (CsvParseException e) {
            Row row = new Row(List.of());
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

    /** A whole number from 0. */
    long count(int column, String name) {
        String text = text(column);
        if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            fail(name + (text.isEmpty() ? " is missing" : " is no whole number: " + quoted(text)));
            return 0;
        }
        return Long.parseLong(text);
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

    private static String quoted(String text) {
        String shown = text.length() > QUOTED_CHARS_MAX ? text.substring(0, QUOTED_CHARS_MAX) + "…" : text;
        return '"' + shown + '"';
    }
}
