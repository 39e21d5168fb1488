package io.pitchside.stores.timeseries;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Builds a body of InfluxDB line protocol, one row per line, with times in nanoseconds, and remembers where each row
 * starts so that part of it can be sent again. Symbols come before the other values of a row. Makes no objects per row
 * once its buffer has grown. Not thread-safe; reuse it after {@link #clear()}.
 */
public final class LineProtocol {
    /** Longer than this is no row of ours; a dead letter with its payload is the longest. */
    public static final int ROW_BYTES_MAX = 1 << 20;

    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private byte[] buffer = new byte[1 << 16];
    private int length;
    private int[] rowStarts = new int[1024];
    private int rows;
    private boolean hasFields;

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
    public void startRow(byte[] tableName) {
        if (rows == rowStarts.length) {
            rowStarts = Arrays.copyOf(rowStarts, rows * 2);
        }
        rowStarts[rows] = length;
        hasFields = false;
        append(tableName, 0, tableName.length);
    }

    /** Takes back the row that was started and not ended. */
    public void cancelRow() {
        length = rowStarts[rows];
    }

    /** A symbol from UTF-8 bytes; an empty one is left out, as null is. */
    public void symbol(TimeSeriesColumn column, byte[] utf8, int from, int to) {
        if (hasFields) {
            throw new IllegalStateException("symbol " + column.name() + " after another value");
        }
        if (to > from) {
            append(column.asTag(), 0, column.asTag().length);
            escaped(utf8, from, to, true);
        }
    }

    public void symbol(TimeSeriesColumn column, @Nullable String text) {
        if (text != null) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            symbol(column, utf8, 0, utf8.length);
        }
    }

    public void text(TimeSeriesColumn column, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        field(column);
        append((byte) '"');
        escaped(utf8, 0, utf8.length, false);
        append((byte) '"');
    }

    /** A decimal number as it is written in {@code ascii}. */
    public void number(TimeSeriesColumn column, byte[] ascii, int from, int to) {
        field(column);
        append(ascii, from, to);
    }

    /** A number that must be finite; NaN and the infinities are left out, as null is. */
    public void number(TimeSeriesColumn column, double value) {
        if (Double.isFinite(value)) {
            field(column);
            // Whole millimetres and the like are common, and digits are cheaper than Double.toString.
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                digits((long) value);
            } else {
                ascii(Double.toString(value));
            }
        }
    }

    /** A whole number as it is written in {@code ascii}. */
    public void integer(TimeSeriesColumn column, byte[] ascii, int from, int to) {
        field(column);
        append(ascii, from, to);
        append((byte) 'i');
    }

    public void integer(TimeSeriesColumn column, long value) {
        field(column);
        digits(value);
        append((byte) 'i');
    }

    public void flag(TimeSeriesColumn column, boolean value) {
        field(column);
        append(value ? (byte) 't' : (byte) 'f');
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
        if (time < 0 || time > Long.MAX_VALUE / unit.toNanos(1)) {
            cancelRow();
            throw new IllegalArgumentException("time " + time + " " + unit + " is outside 1970 to 2262");
        }
        append((byte) ' ');
        digits(unit.toNanos(time));
        append((byte) '\n');
        if (length - rowStarts[rows] > ROW_BYTES_MAX) {
            int bytes = length - rowStarts[rows];
            cancelRow();
            throw new IllegalArgumentException("a row of " + bytes + " bytes, at most " + ROW_BYTES_MAX);
        }
        rows++;
    }

    private void field(TimeSeriesColumn column) {
        append(hasFields ? (byte) ',' : (byte) ' ');
        hasFields = true;
        append(column.asField(), 0, column.asField().length);
    }

    /** Line breaks are kept, escaped; the store has no place for NUL, so it becomes the replacement character. */
    private void escaped(byte[] utf8, int from, int to, boolean symbol) {
        ensure((to - from) * 3);
        for (int i = from; i < to; i++) {
            byte c = utf8[i];
            if (c == 0) {
                append(REPLACEMENT, 0, REPLACEMENT.length);
                continue;
            }
            boolean special = c == '\\' || c == '\n' || c == '\r';
            special |= symbol ? c == ' ' || c == ',' || c == '=' : c == '"';
            if (special) {
                buffer[length++] = '\\';
            }
            buffer[length++] = c;
        }
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
