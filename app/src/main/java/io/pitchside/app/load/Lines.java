package io.pitchside.app.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, gzipped or not (its first bytes tell, not its name), as the bytes that they are. Lines are
 * cut before anything else looks at them: a stray quote must not swallow what follows. Not thread-safe.
 */
final class Lines implements AutoCloseable {
    /** A longer line is cut there; what follows up to its end is skipped. */
    static final int LINE_BYTES_MAX = 256 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** @param cut whether the line is longer than what is here */
    @SuppressWarnings("ArrayRecordComponent") // lines are read, not compared
    record Line(long number, byte[] bytes, boolean cut) {
        /** Whether there is nothing on it; such lines are passed over everywhere. */
        boolean blank() {
            int from = marked() ? BYTE_ORDER_MARK.length : 0;
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\t') {
                    return false;
                }
            }
            return true;
        }

        private boolean marked() {
            return bytes.length >= BYTE_ORDER_MARK.length
                    && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        }
    }

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private int at;
    private int filled;
    private long number;

    private Lines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    static Lines of(Path file) throws LoadException {
        return new Lines(file, stream(file));
    }

    /** The bytes of a file, unzipped if they are gzipped. */
    static InputStream stream(Path file) throws LoadException {
        try {
            return open(file);
        } catch (ZipException | EOFException e) {
            throw LoadException.wrongData(file + ": the gzip data is damaged at its very beginning", e);
        } catch (IOException e) {
            throw LoadException.wrongData(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            raw.mark(2);
            boolean zipped = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
            raw.reset();
            return zipped ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    Line next() throws LoadException {
        line.reset();
        boolean any = false;
        boolean cut = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int take = Math.min(end - at, LINE_BYTES_MAX - line.size());
            line.write(buffer, at, take);
            cut |= take < end - at;
            at = end;
            if (end < filled) {
                at++;
                break;
            }
        }
        if (!any) {
            return null;
        }
        return new Line(++number, withoutReturn(line.toByteArray()), cut);
    }

    /** The next line with something on it; null after the last one. */
    @Nullable
    Line nextFilled() throws LoadException {
        Line next = next();
        while (next != null && next.blank()) {
            next = next();
        }
        return next;
    }

    private boolean fill() throws LoadException {
        try {
            filled = Math.max(0, in.read(buffer));
            at = 0;
            return filled > 0;
        } catch (ZipException | EOFException e) {
            throw LoadException.wrongData(
                    file + ": the gzip data is damaged or cut off (behind line " + number
                            + "); is the download complete? gzip -t checks it",
                    e);
        } catch (IOException e) {
            throw LoadException.wrongData(file + " cannot be read behind line " + number + ": " + e.getMessage(), e);
        }
    }

    private static byte[] withoutReturn(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r') {
            return Arrays.copyOf(bytes, length - 1);
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Everything that was needed has been read; there is nothing to write that could get lost.
            at = filled;
        }
    }
}
