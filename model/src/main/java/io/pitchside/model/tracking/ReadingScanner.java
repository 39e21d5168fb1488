package io.pitchside.model.tracking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.pitchside.model.event.ReadingProblem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hot record, {@link SensorReading}, from its JSON bytes without making objects; read many with one scanner.
 *
 * <p>A plain record (one flat object, strings without escapes, numbers without exponents) is read in one pass. Anything
 * else is handed to Jackson, which decides whether it is JSON at all and where it is broken, so the two agree on every
 * input: {@code ReadingScannerTest} compares them on generated and mutated records. Not thread-safe.
 */
public final class ReadingScanner {
    /**
     * A position further out than this is a unit mistake or a fault, not a player; metres. Runs and rides leave the
     * pitch, so it is not the pitch that bounds it.
     */
    public static final double POSITION_M_MAX = 100_000;

    /** Times outside 1970 to 2200 are another unit than milliseconds. */
    public static final long TS_MS_MAX = 7_258_118_400_000L;

    public static final int HR_BPM_MAX = 300;

    /** What the sensors of a vest can measure, and more; g. */
    public static final double ACCELERATION_G_MAX = 50;

    private static final int ID_BYTES_MAX = 64;

    /** Longer names, strings and numbers are left to Jackson, which has limits for them. */
    private static final int PLAIN_BYTES_MAX = 1_024;

    private static final int PLAIN_DIGITS_MAX = 18;

    private static final int STADIUM = 0;
    private static final int MATCH = 1;
    private static final int PLAYER = 2;
    private static final int SENSOR = 3;
    private static final int SEQ = 4;
    private static final int TS = 5;
    private static final int X = 6;
    private static final int Y = 7;
    private static final int Z = 8;
    private static final int SPEED = 9;
    private static final int HR = 10;
    private static final int LAT = 11;
    private static final int LON = 12;
    private static final int AX = 13;
    private static final int AY = 14;
    private static final int AZ = 15;
    private static final int BATTERY = 16;
    private static final int FIELDS = 17;
    private static final int UNKNOWN = -1;
    private static final String[] NAMES = {
        "stadium_id",
        "match_id",
        "player_id",
        "sensor_id",
        "seq",
        "ts",
        "x",
        "y",
        "z",
        "speed",
        "hr",
        "lat",
        "lon",
        "ax",
        "ay",
        "az",
        "battery"
    };
    private static final byte[][] NAME_BYTES = new byte[FIELDS][];

    static {
        for (int i = 0; i < FIELDS; i++) {
            NAME_BYTES[i] = NAMES[i].getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final double[] POWERS_OF_TEN = new double[19];

    static {
        double power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .build())
            .build();

    private byte[] json = new byte[0];
    private int seen;
    /** Start and end of each field's text: a string without its quotes, a number as written. */
    private final int[] start = new int[FIELDS];

    private final int[] end = new int[FIELDS];
    private long seq;
    private long ts;
    private final double[] numbers = new double[FIELDS];
    private int hr;

    private @Nullable ReadingProblem problem;
    private String message = "";
    private int problemAt;

    /**
     * Reads the record in {@code bytes[from, to)}.
     *
     * @return whether it is a usable reading; if not, {@link #problem()}, {@link #message()} and {@link #problemAt()} say why
     */
    public boolean scan(byte[] bytes, int from, int to) {
        json = bytes;
        seen = 0;
        problem = null;
        problemAt = -1;
        message = "";
        if (!plain(from, to)) {
            seen = 0;
            // The slow path copies what it reads so that slices always point into plain text.
            if (!general(from, to)) {
                seen = 0;
                return false;
            }
        }
        return valid();
    }

    // --- the plain form ---------------------------------------------------------------------------------------------

    /** One pass over a plain record; false as soon as anything is out of the ordinary. */
    private boolean plain(int from, int to) {
        byte[] b = json;
        int i = skip(b, from, to);
        if (i >= to || b[i] != '{') {
            return false;
        }
        i = skip(b, i + 1, to);
        if (i < to && b[i] == '}') {
            return skip(b, i + 1, to) == to;
        }
        while (i < to) {
            if (b[i] != '"') {
                return false;
            }
            int nameStart = ++i;
            i = plainStringEnd(b, i, to);
            if (i < 0) {
                return false;
            }
            int field = fieldOf(b, nameStart, i);
            i = skip(b, i + 1, to);
            if (i >= to || b[i] != ':') {
                return false;
            }
            i = skip(b, i + 1, to);
            i = field == UNKNOWN ? skipPlainValue(b, i, to) : plainValue(field, b, i, to);
            if (i < 0) {
                return false;
            }
            i = skip(b, i, to);
            if (i >= to) {
                return false;
            }
            if (b[i] == '}') {
                return skip(b, i + 1, to) == to;
            }
            if (b[i] != ',') {
                return false;
            }
            i = skip(b, i + 1, to);
        }
        return false;
    }

    private static int skip(byte[] b, int i, int to) {
        while (i < to && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    /**
     * The index of the closing quote; -1 on an escape, a control character, a byte outside ASCII (its UTF-8 has to be
     * checked), or no end within {@link #PLAIN_BYTES_MAX}.
     */
    private static int plainStringEnd(byte[] b, int i, int to) {
        int last = Math.min(to, i + PLAIN_BYTES_MAX);
        while (i < last) {
            byte c = b[i];
            if (c == '"') {
                return i;
            }
            if (c == '\\' || c < ' ') { // bytes outside ASCII are negative
                return -1;
            }
            i++;
        }
        return -1;
    }

    /** Skips a plain string, whole number, true or false of a field that is not ours; anything else is for Jackson. */
    private static int skipPlainValue(byte[] b, int i, int to) {
        if (i < to && b[i] == '"') {
            int stringEnd = plainStringEnd(b, i + 1, to);
            return stringEnd < 0 ? -1 : stringEnd + 1;
        }
        if (i < to && (b[i] == 't' || b[i] == 'f')) {
            byte[] literal = b[i] == 't' ? TRUE : FALSE;
            boolean whole = i + literal.length < to && matches(literal, b, i);
            int after = i + literal.length;
            return whole && (b[after] == ',' || b[after] == '}') ? after : -1;
        }
        int from = i;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        boolean whole = i > from && i - from <= PLAIN_DIGITS_MAX && (b[from] != '0' || i == from + 1);
        return whole && i < to && (b[i] == ',' || b[i] == '}') ? i : -1;
    }

    /** Reads the value of a known field; the index behind it, or -1. */
    private int plainValue(int field, byte[] b, int i, int to) {
        if (i >= to || (seen & 1 << field) != 0) {
            return -1;
        }
        if (field <= SENSOR) {
            if (b[i] != '"') {
                return -1;
            }
            int stringStart = i + 1;
            int stringEnd = plainStringEnd(b, stringStart, to);
            if (stringEnd < 0) {
                return -1;
            }
            start[field] = stringStart;
            end[field] = stringEnd;
            seen |= 1 << field;
            return stringEnd + 1;
        }
        return plainNumber(field, b, i, to);
    }

    private int plainNumber(int field, byte[] b, int i, int to) {
        int first = i;
        boolean negative = b[i] == '-';
        if (negative) {
            i++;
        }
        int digitsFrom = i;
        long mantissa = 0;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            mantissa = mantissa * 10 + (b[i] - '0');
            i++;
        }
        int wholeDigits = i - digitsFrom;
        if (wholeDigits == 0 || (wholeDigits > 1 && b[digitsFrom] == '0')) {
            return -1;
        }
        int fraction = 0;
        if (i < to && b[i] == '.') {
            int fractionFrom = ++i;
            while (i < to && b[i] >= '0' && b[i] <= '9') {
                mantissa = mantissa * 10 + (b[i] - '0');
                i++;
            }
            fraction = i - fractionFrom;
            if (fraction == 0) {
                return -1;
            }
        }
        // 15 digits fit a double exactly, and a quotient of two exact doubles is correctly rounded.
        if (wholeDigits + fraction > 15 || (i < to && (b[i] == 'e' || b[i] == 'E'))) {
            return -1;
        }
        // Whole numbers have one form only in the slices; Jackson also decides what -0 is (0, while -0.0 is -0.0).
        boolean brokenWhole = fraction != 0 && (field == SEQ || field == TS || field == HR);
        boolean minusZero = negative && fraction == 0 && mantissa == 0;
        if (brokenWhole || minusZero) {
            return -1;
        }
        if (field == SEQ) {
            seq = negative ? -mantissa : mantissa;
        } else if (field == TS) {
            ts = negative ? -mantissa : mantissa;
        } else {
            double value = mantissa / POWERS_OF_TEN[fraction];
            numbers[field] = negative ? -value : value;
        }
        start[field] = first;
        end[field] = i;
        seen |= 1 << field;
        return i;
    }

    private static int fieldOf(byte[] b, int from, int to) {
        for (int field = 0; field < FIELDS; field++) {
            byte[] name = NAME_BYTES[field];
            if (name.length == to - from && name[0] == b[from] && matches(name, b, from)) {
                return field;
            }
        }
        return UNKNOWN;
    }

    private static boolean matches(byte[] name, byte[] b, int from) {
        for (int i = 1; i < name.length; i++) {
            if (name[i] != b[from + i]) {
                return false;
            }
        }
        return true;
    }

    // --- everything else --------------------------------------------------------------------------------------------

    private boolean general(int from, int to) {
        byte[] original = json;
        StringBuilder text = new StringBuilder();
        int[] starts = new int[FIELDS];
        int[] ends = new int[FIELDS];
        int named = 0;
        try (JsonParser parser = JSON.createParser(original, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return fail(ReadingProblem.INVALID_JSON, "not a JSON object", 0);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int field = indexOf(parser.currentName());
                JsonToken value = parser.nextToken();
                int at = (int) parser.currentTokenLocation().getByteOffset();
                if (field == UNKNOWN) {
                    parser.skipChildren();
                    continue;
                }
                if ((named & 1 << field) != 0) {
                    return fail(ReadingProblem.DUPLICATE_FIELD, NAMES[field] + " stands twice", at);
                }
                named |= 1 << field;
                if (value == JsonToken.VALUE_NULL) {
                    continue;
                }
                if (!take(field, value, parser, at)) {
                    return false;
                }
                starts[field] = text.length();
                text.append(field <= SENSOR ? parser.getText() : plainText(field));
                ends[field] = text.length();
                seen |= 1 << field;
            }
            if (parser.nextToken() != null) {
                return fail(ReadingProblem.INVALID_JSON, "something follows the object", (int)
                        parser.currentTokenLocation().getByteOffset());
            }
        } catch (StreamConstraintsException e) {
            return fail(ReadingProblem.INVALID_JSON, e.getOriginalMessage(), -1);
        } catch (JsonParseException e) {
            return fail(
                    ReadingProblem.INVALID_JSON,
                    firstLine(e.getOriginalMessage()),
                    e.getLocation() == null ? -1 : (int) e.getLocation().getByteOffset());
        } catch (IOException e) {
            return fail(ReadingProblem.INVALID_JSON, firstLine(String.valueOf(e.getMessage())), -1);
        }
        // Slices are byte positions; ids outside ASCII are more bytes than characters.
        byte[] copy = text.toString().getBytes(StandardCharsets.UTF_8);
        if (copy.length == text.length()) {
            System.arraycopy(starts, 0, start, 0, FIELDS);
            System.arraycopy(ends, 0, end, 0, FIELDS);
        } else {
            for (int field = 0; field < FIELDS; field++) {
                start[field] = bytesBefore(text, starts[field]);
                end[field] = bytesBefore(text, ends[field]);
            }
        }
        json = copy;
        return true;
    }

    private static int bytesBefore(StringBuilder text, int length) {
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean take(int field, JsonToken value, JsonParser parser, int at) throws IOException {
        if (field <= SENSOR) {
            if (value != JsonToken.VALUE_STRING) {
                return fail(ReadingProblem.WRONG_TYPE, NAMES[field] + " must be a string", at);
            }
            // Half a surrogate pair has no UTF-8 form: every such id would turn into the same "?".
            return StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())
                    || fail(ReadingProblem.OUT_OF_RANGE, NAMES[field] + " holds half a surrogate pair", at);
        }
        if (!value.isNumeric()) {
            return fail(ReadingProblem.WRONG_TYPE, NAMES[field] + " must be a number", at);
        }
        if (field == SEQ || field == TS) {
            double exact = parser.getDoubleValue();
            if (exact != Math.rint(exact) || Math.abs(exact) > 9e15) {
                return fail(ReadingProblem.WRONG_TYPE, NAMES[field] + " must be a whole number", at);
            }
            long whole = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : (long) exact;
            if (field == SEQ) {
                seq = whole;
            } else {
                ts = whole;
            }
            return true;
        }
        numbers[field] = parser.getDoubleValue();
        return true;
    }

    private String plainText(int field) {
        if (field == SEQ || field == TS) {
            return Long.toString(field == SEQ ? seq : ts);
        }
        double number = numbers[field];
        if (!Double.isFinite(number)) {
            return "0"; // refused by valid()
        }
        if (field == HR) {
            return Long.toString((long) Math.rint(number));
        }
        String text = Double.toString(number);
        return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
    }

    private static int indexOf(String name) {
        for (int field = 0; field < FIELDS; field++) {
            if (NAMES[field].equals(name)) {
                return field;
            }
        }
        return UNKNOWN;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    // --- what a reading must be -------------------------------------------------------------------------------------

    private boolean valid() {
        // A heart rate alone is a reading too: a chest strap, or a watch that has no fix.
        int required = has(HR) && !has(X) && !has(Y) ? TS : Y;
        for (int field = SEQ; field <= required; field++) {
            if (!has(field)) {
                return fail(ReadingProblem.MISSING_FIELD, "field " + NAMES[field] + " is missing", -1);
            }
        }
        if (has(AX) != has(AY) || has(AX) != has(AZ)) {
            return fail(ReadingProblem.MISSING_FIELD, "of ax, ay and az some are missing: send all three or none", -1);
        }
        if (seq < 0) {
            return fail(ReadingProblem.OUT_OF_RANGE, "seq is " + seq + ", it counts from 0", -1);
        }
        if (ts <= 0 || ts >= TS_MS_MAX) {
            return fail(
                    ReadingProblem.OUT_OF_RANGE,
                    "ts is " + ts + ", expected milliseconds since 1970 (up to the year 2200)",
                    -1);
        }
        if (hasPosition() && !(Math.abs(numbers[X]) <= POSITION_M_MAX && Math.abs(numbers[Y]) <= POSITION_M_MAX)) {
            return fail(
                    ReadingProblem.OUT_OF_RANGE,
                    "position " + numbers[X] + ", " + numbers[Y] + ": expected metres from the origin, at most "
                            + (int) POSITION_M_MAX,
                    -1);
        }
        if (has(HR)) {
            if (!(numbers[HR] >= 0 && numbers[HR] <= HR_BPM_MAX)) {
                return fail(ReadingProblem.OUT_OF_RANGE, "hr is outside 0 to " + HR_BPM_MAX + " beats per minute", -1);
            }
            hr = (int) Math.rint(numbers[HR]);
        }
        for (int field = AX; field <= AZ; field++) {
            if (has(field) && !(Math.abs(numbers[field]) <= ACCELERATION_G_MAX)) {
                return fail(
                        ReadingProblem.OUT_OF_RANGE,
                        NAMES[field] + " is outside " + (int) ACCELERATION_G_MAX + " g: expected g, not m/s2",
                        -1);
            }
        }
        for (int field = Z; field < FIELDS; field++) {
            if (has(field) && !Double.isFinite(numbers[field])) {
                return fail(ReadingProblem.OUT_OF_RANGE, NAMES[field] + " is too large", -1);
            }
        }
        for (int field = STADIUM; field <= SENSOR; field++) {
            if (has(field) && !validId(start[field], end[field])) {
                return fail(
                        ReadingProblem.OUT_OF_RANGE,
                        NAMES[field] + " must be 1 to " + ID_BYTES_MAX
                                + " bytes without / + # \" \\ and control characters",
                        -1);
            }
        }
        return true;
    }

    private boolean validId(int from, int to) {
        if (to == from || to - from > ID_BYTES_MAX) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte c = json[i];
            if (c == '/' || c == '+' || c == '#' || c == '"' || c == '\\' || (c >= 0 && c < ' ') || c == 127) {
                return false;
            }
        }
        return true;
    }

    private boolean fail(ReadingProblem why, String what, int at) {
        problem = why;
        message = what;
        problemAt = at;
        return false;
    }

    private boolean has(int field) {
        return (seen & 1 << field) != 0;
    }

    // --- results, valid until the next scan -------------------------------------------------------------------------

    /** Why the last record is no reading; null if it is one. */
    public @Nullable ReadingProblem problem() {
        return problem;
    }

    /** What is wrong, for a person. Never carries a value that could be health data. */
    public String message() {
        return message;
    }

    /** Byte offset of the problem in the payload; -1 where it is the record as a whole. */
    public int problemAt() {
        return problemAt;
    }

    public long seq() {
        return seq;
    }

    public long ts() {
        return ts;
    }

    /** Whether {@link #x()} and {@link #y()} hold. */
    public boolean hasPosition() {
        return has(X);
    }

    public double x() {
        return numbers[X];
    }

    public double y() {
        return numbers[Y];
    }

    /** Whether {@link #ax()}, {@link #ay()} and {@link #az()} hold; g, along the sensor's axes. */
    public boolean hasAcceleration() {
        return has(AX);
    }

    public double ax() {
        return numbers[AX];
    }

    public double ay() {
        return numbers[AY];
    }

    public double az() {
        return numbers[AZ];
    }

    public boolean hasHr() {
        return has(HR);
    }

    /** Heart rate, beats per minute; only where {@link #hasHr()}. */
    public int hr() {
        return hr;
    }

    /** Whether the record names its match; likewise the next ones. */
    public boolean hasMatchId() {
        return has(MATCH);
    }

    public boolean hasPlayerId() {
        return has(PLAYER);
    }

    public boolean hasSensorId() {
        return has(SENSOR);
    }

    public String matchId() {
        return text(MATCH);
    }

    public String playerId() {
        return text(PLAYER);
    }

    public String sensorId() {
        return text(SENSOR);
    }

    /** Whether the record's match_id is exactly these bytes; true where it names none. */
    public boolean matchIdIs(byte[] expected) {
        return is(MATCH, expected);
    }

    public boolean playerIdIs(byte[] expected) {
        return is(PLAYER, expected);
    }

    private boolean is(int field, byte[] expected) {
        return !has(field) || Arrays.equals(json, start[field], end[field], expected, 0, expected.length);
    }

    private String text(int field) {
        return has(field) ? new String(json, start[field], end[field] - start[field], StandardCharsets.UTF_8) : "";
    }

    /** The text that the slices below point into; the scanned bytes, or a plain copy of what was read from them. */
    public byte[] buffer() {
        return json;
    }

    /** Which optional fields to look at, in the order of {@link Slice}. */
    public boolean has(Slice slice) {
        return has(slice.field);
    }

    public int start(Slice slice) {
        return start[slice.field];
    }

    public int end(Slice slice) {
        return end[slice.field];
    }

    /**
     * A field's text in {@link #buffer()}: numbers as the device wrote them, so that re-writing them loses nothing;
     * {@code seq}, {@code ts} and {@code hr} always as whole numbers, none with an exponent.
     */
    public enum Slice {
        STADIUM_ID(STADIUM),
        MATCH_ID(MATCH),
        PLAYER_ID(PLAYER),
        SENSOR_ID(SENSOR),
        SEQ_NUMBER(SEQ),
        TIME(TS),
        X_M(X),
        Y_M(Y),
        Z_M(Z),
        SPEED_MPS(SPEED),
        HEART_RATE(HR),
        LATITUDE(LAT),
        LONGITUDE(LON),
        AX_G(AX),
        AY_G(AY),
        AZ_G(AZ),
        BATTERY_SHARE(BATTERY);

        private final int field;

        Slice(int field) {
            this.field = field;
        }

        /** The field's JSON name. */
        public String jsonName() {
            return NAMES[field];
        }
    }
}
