package io.pitchside.stores.timeseries;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Builds a body of InfluxDB line protocol, one row per line, with times in nanoseconds, and remembers where each row
 * starts so that part of it can be sent again. The values of a row come in the order of
 * {@link TimeSeriesTable#columns(StoreKind)}. Makes no objects per row once its buffer has grown. Not thread-safe; reuse
 * it after {@link #clear()}.
 *
 * <p>For InfluxDB a column is what its {@link PointRole} says, and two of its habits need an answer. It merges the
 * fields of a point, so that a value would outlive a newer revision that has none: in rows that are rewritten, an absent
 * value is written as zero or as an empty text, and beside each nullable value stands {@code has_…}, 1 or 0. Sums may so
 * be taken over everything. And it keeps neither line breaks nor a backslash at the end of a tag: in symbols those, and
 * {@code %}, are written as {@code %0A}, {@code %5C}, {@code %25} ({@link PercentText}).
 */
public final class LineProtocol {
    /** Longer than this is no row of ours; a dead letter with its payload is the longest. */
    public static final int ROW_BYTES_MAX = 1 << 20;

    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private byte[] buffer = new byte[1 << 16];
    private int length;
    private int[] rowStarts = new int[1024];
    private int rows;
    private final boolean influxDb;
    private final CRC32 checksum = new CRC32();
    private boolean hasFields;
    /** Whether the row at hand says of nullable values whether they are there. */
    private boolean withPresence;
    /** What is added to the time of the row at hand. */
    private long belowMillisecondNs;

    /** For QuestDB. */
    public LineProtocol() {
        this(StoreKind.QUESTDB);
    }

    public LineProtocol(StoreKind kind) {
        influxDb = kind == StoreKind.INFLUXDB;
    }

    public void clear() {
        length = 0;
        rows = 0;
    }

    /** Number of finished rows. */
    public int rows() {
        return rows;
    }

    /** Bytes of the finished rows. */
    public int bytes() {
        return length;
    }

    /** Bytes of rows {@code [from, to)}. */
    public int bytesOf(int from, int to) {
        return startOf(to) - startOf(from);
    }

    /** Rows {@code [from, to)} as text, for messages and tests. */
    public String text(int from, int to) {
        return new String(buffer, startOf(from), bytesOf(from, to), StandardCharsets.UTF_8);
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where row {@code row} starts; for {@code row == rows()} the end of the body. */
    int startOf(int row) {
        return row == rows ? length : rowStarts[row];
    }

    /** Starts a row. Until {@link #endRow} it may be taken back by {@link #cancelRow()}. */
    public void startRow(TimeSeriesTable table, boolean warmUp) {
        startRow(warmUp ? table.warmUpTableBytes() : table.tableBytes());
        withPresence = influxDb && table.rewritten();
    }

    void startRow(byte[] tableName) {
        if (rows == rowStarts.length) {
            rowStarts = Arrays.copyOf(rowStarts, rows * 2);
        }
        rowStarts[rows] = length;
        hasFields = false;
        withPresence = false;
        belowMillisecondNs = 0;
        append(tableName, 0, tableName.length);
    }

    /** Takes back the row that was started and not ended. */
    public void cancelRow() {
        length = rowStarts[rows];
    }

    /** A symbol from UTF-8 bytes; an empty one is left out, as null is. */
    public void symbol(TimeSeriesColumn column, byte[] utf8, int from, int to) {
        if (influxDb && column.pointRole() != PointRole.TAG) {
            symbolField(column, utf8, from, to);
            return;
        }
        if (to > from) {
            tag(column);
            escaped(utf8, from, to, true);
        }
    }

    public void symbol(TimeSeriesColumn column, @Nullable String text) {
        if (text != null) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            symbol(column, utf8, 0, utf8.length);
        }
    }

    private void symbolField(TimeSeriesColumn column, byte[] utf8, int from, int to) {
        if (to == from && column.nullable()) {
            absent(column);
            return;
        }
        field(column);
        append((byte) '"');
        ensure((to - from) * 3);
        for (int i = from; i < to; i++) {
            byte c = utf8[i];
            if (PercentText.isEncoded(c)) {
                encoded(c);
            } else {
                if (c == '"') {
                    buffer[length++] = '\\';
                }
                buffer[length++] = c;
            }
        }
        append((byte) '"');
        present(column);
    }

    public void text(TimeSeriesColumn column, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        field(column);
        append((byte) '"');
        escaped(utf8, 0, utf8.length, false);
        append((byte) '"');
        present(column);
        if (influxDb && column.pointRole() == PointRole.FIELD_AND_TIME) {
            checksum.reset();
            checksum.update(utf8, 0, utf8.length);
            belowMillisecondNs += checksum.getValue() % PointRole.NANOS_MAX;
        }
    }

    /** A decimal number as it is written in {@code ascii}. */
    public void number(TimeSeriesColumn column, byte[] ascii, int from, int to) {
        field(column);
        append(ascii, from, to);
        present(column);
    }

    /** A number that must be finite; NaN and the infinities are left out, as null is. */
    public void number(TimeSeriesColumn column, double value) {
        if (!Double.isFinite(value)) {
            absent(column);
            return;
        }
        field(column);
        // Whole millimetres and the like are common, and digits are cheaper than Double.toString.
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            digits((long) value);
        } else {
            ascii(Double.toString(value));
        }
        present(column);
    }

    public void integer(TimeSeriesColumn column, long value) {
        if (influxDb && column.pointRole() == PointRole.TAG) {
            tag(column);
            digits(value);
            return;
        }
        field(column);
        digits(value);
        append((byte) 'i');
        present(column);
        if (influxDb && column.pointRole() == PointRole.FIELD_AND_TIME) {
            belowMillisecondNs += Math.floorMod(value, PointRole.NANOS_MAX);
        }
    }

    public void flag(TimeSeriesColumn column, boolean value) {
        field(column);
        append(value ? (byte) 't' : (byte) 'f');
        present(column);
    }

    /** Says that the event has no value for a column; must be called for each such in rows that may be rewritten. */
    public void absent(TimeSeriesColumn column) {
        if (!withPresence || column.pointRole() != PointRole.FIELD) {
            return;
        }
        field(column);
        switch (column.type()) {
            case SYMBOL, VARCHAR -> ascii("\"\"");
            case LONG -> ascii("0i");
            case DOUBLE -> append((byte) '0');
            case BOOLEAN -> append((byte) 'f');
        }
        presence(column, '0');
    }

    private void present(TimeSeriesColumn column) {
        if (withPresence) {
            presence(column, '1');
        }
    }

    private void presence(TimeSeriesColumn column, char flag) {
        if (column.nullable()) {
            append(column.asPresence(), 0, column.asPresence().length);
            append((byte) flag);
            append((byte) 'i');
        }
    }

    /**
     * Ends the row.
     *
     * @param time time of the row since 1970 in {@code unit}, not negative
     * @throws IllegalStateException if the row has no value beside its symbols
     * @throws IllegalArgumentException if the time cannot be kept or the row is longer than {@link #ROW_BYTES_MAX};
     *     the row is taken back
     */
    public void endRow(long time, TimeUnit unit) {
        if (!hasFields) {
            throw new IllegalStateException("a row needs a value beside its symbols");
        }
        if (time < 0 || time > (Long.MAX_VALUE - PointRole.NANOS_MAX) / unit.toNanos(1)) {
            cancelRow();
            throw new IllegalArgumentException("time " + time + " " + unit + " is outside 1970 to 2262");
        }
        append((byte) ' ');
        digits(unit.toNanos(time) + belowMillisecondNs);
        append((byte) '\n');
        if (length - rowStarts[rows] > ROW_BYTES_MAX) {
            int bytes = length - rowStarts[rows];
            cancelRow();
            throw new IllegalArgumentException("a row of " + bytes + " bytes, at most " + ROW_BYTES_MAX);
        }
        rows++;
    }

    private void tag(TimeSeriesColumn column) {
        if (hasFields) {
            throw new IllegalStateException("symbol " + column.name() + " after another value");
        }
        append(column.asTag(), 0, column.asTag().length);
    }

    private void field(TimeSeriesColumn column) {
        append(hasFields ? (byte) ',' : (byte) ' ');
        hasFields = true;
        append(column.asField(), 0, column.asField().length);
    }

    /**
     * QuestDB keeps line breaks when they are escaped, InfluxDB in texts when they are not. Neither store has a place for
     * NUL everywhere, so it becomes the replacement character.
     */
    private void escaped(byte[] utf8, int from, int to, boolean symbol) {
        ensure((to - from) * 3);
        for (int i = from; i < to; i++) {
            byte c = utf8[i];
            if (c == 0) {
                append(REPLACEMENT, 0, REPLACEMENT.length);
                continue;
            }
            if (influxDb && symbol && PercentText.isEncoded(c)) {
                encoded(c);
                continue;
            }
            boolean special = c == '\\' || (!influxDb && (c == '\n' || c == '\r'));
            special |= symbol ? c == ' ' || c == ',' || c == '=' : c == '"';
            if (special) {
                buffer[length++] = '\\';
            }
            buffer[length++] = c;
        }
    }

    private void encoded(byte c) {
        if (c == 0) {
            append(REPLACEMENT, 0, REPLACEMENT.length);
            return;
        }
        ensure(3);
        buffer[length++] = '%';
        buffer[length++] = PercentText.digit(c >> 4);
        buffer[length++] = PercentText.digit(c & 15);
    }

    private void digits(long value) {
        ensure(20);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                ascii("-9223372036854775808");
                return;
            }
            buffer[length++] = '-';
            value = -value;
        }
        int from = length;
        do {
            buffer[length++] = (byte) ('0' + value % 10);
            value /= 10;
        } while (value != 0);
        for (int left = from, right = length - 1; left < right; left++, right--) {
            byte swap = buffer[left];
            buffer[left] = buffer[right];
            buffer[right] = swap;
        }
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void append(byte b) {
        ensure(1);
        buffer[length++] = b;
    }

    private void append(byte[] bytes, int from, int to) {
        ensure(to - from);
        System.arraycopy(bytes, from, buffer, length, to - from);
        length += to - from;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
