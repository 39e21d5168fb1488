package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;

/**
 * Splits the bytes of a server-sent event stream into events, without making objects. Bytes may come in any pieces; an
 * event is handed over when its empty line has arrived. Not thread-safe.
 */
final class EventReader {
    /** A larger event is a fault of the server. */
    static final int EVENT_BYTES_MAX = 32 * 1024 * 1024;

    private static final int ID_BYTES_MAX = 1024;
    private static final byte[] ID = "id:".getBytes(UTF_8);
    private static final byte[] EVENT = "event:".getBytes(UTF_8);
    private static final byte[] DATA = "data:".getBytes(UTF_8);

    /** Takes one event. The ranges are of {@link EventReader#bytes()} and end with the call; an absent one is empty. */
    interface Handler {
        void event(int nameFrom, int nameTo, int dataFrom, int dataTo) throws IOException;
    }

    private final Handler handler;
    private byte[] bytes = new byte[64 * 1024];
    private int size;
    /** How far the bytes were searched for the end of the event; it begins at 0. */
    private int scanned;

    private final byte[] lastId = new byte[ID_BYTES_MAX];
    private int lastIdSize;
    private int nameFrom;
    private int nameTo;
    private int dataFrom;
    private int dataTo;

    EventReader(Handler handler) {
        this.handler = handler;
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Where the next bytes of the stream belong in {@link #bytes()}; there is room for at least one.
     *
     * @throws IOException if one event became larger than {@link #EVENT_BYTES_MAX}
     */
    int writeFrom() throws IOException {
        if (size == bytes.length) {
            if (bytes.length >= EVENT_BYTES_MAX) {
                throw new ProtocolException("an event of more than " + EVENT_BYTES_MAX + " bytes");
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        return size;
    }

    /** So many bytes were written at {@link #writeFrom()}; hands over the events that are complete now. */
    void written(int count) throws IOException {
        size += count;
        int eventFrom = 0;
        int lineFrom = scanned;
        // Steps back to where the line that is still open began.
        while (lineFrom > 0 && bytes[lineFrom - 1] != '\n') {
            lineFrom--;
        }
        for (int i = scanned; i < size; i++) {
            if (bytes[i] == '\n') {
                if (i == lineFrom || (i == lineFrom + 1 && bytes[lineFrom] == '\r')) {
                    dispatch(eventFrom, lineFrom);
                    eventFrom = i + 1;
                }
                lineFrom = i + 1;
            }
        }
        System.arraycopy(bytes, eventFrom, bytes, 0, size - eventFrom);
        size -= eventFrom;
        scanned = size;
    }

    private void dispatch(int from, int to) throws IOException {
        nameFrom = nameTo = dataFrom = dataTo = 0;
        int lineFrom = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                field(lineFrom, i > lineFrom && bytes[i - 1] == '\r' ? i - 1 : i);
                lineFrom = i + 1;
            }
        }
        if (dataTo > dataFrom) {
            handler.event(nameFrom, nameTo, dataFrom, dataTo);
        }
    }

    private void field(int from, int to) throws IOException {
        if (startsWith(DATA, from, to)) {
            if (dataTo > 0) {
                throw new ProtocolException("an event with more than one line of data");
            }
            dataFrom = valueFrom(from + DATA.length, to);
            dataTo = to;
        } else if (startsWith(EVENT, from, to)) {
            nameFrom = valueFrom(from + EVENT.length, to);
            nameTo = to;
        } else if (startsWith(ID, from, to)) {
            int idFrom = valueFrom(from + ID.length, to);
            lastIdSize = Math.min(ID_BYTES_MAX, to - idFrom);
            System.arraycopy(bytes, idFrom, lastId, 0, lastIdSize);
        }
    }

    private boolean startsWith(byte[] prefix, int from, int to) {
        return to - from >= prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    /** One space behind the colon belongs to the format, not to the value. */
    private int valueFrom(int from, int to) {
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }

    /** The id of the newest complete event, from which a stream can be resumed; empty where none had one. */
    String lastId() {
        return new String(lastId, 0, lastIdSize, UTF_8);
    }

    /** Forgets the part of an event that a broken connection left behind. */
    void restart() {
        size = 0;
        scanned = 0;
    }
}
