package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ProtocolException;

/**
 * Reads the data of a {@code positions} event, {@code [["player_id",ts,x,y,seq],…]}, as the platform writes it (no
 * spaces), without making objects. Not thread-safe.
 */
final class PositionsReader {
    private static final int EXCERPT_BYTES_MAX = 80;

    /** Takes one position. */
    interface Handler {
        /** @param tag number of the tag, -1 where the player is none of ours */
        void position(int tag, long ts, long seq);
    }

    private final Handler handler;
    private byte[] json = new byte[0];
    private int at;
    private int end;

    PositionsReader(Handler handler) {
        this.handler = handler;
    }

    /** @throws ProtocolException if the bytes are anything else than positions; the message says where */
    void read(byte[] bytes, int from, int to) throws ProtocolException {
        json = bytes;
        at = from;
        end = to;
        expect('[');
        if (at < end && json[at] == ']') {
            return;
        }
        do {
            position();
        } while (more());
    }

    private void position() throws ProtocolException {
        expect('[');
        expect('"');
        int idFrom = at;
        skipTo('"');
        int tag = Tags.ofId(json, idFrom, at);
        expect('"');
        expect(',');
        long ts = integer();
        expect(',');
        skipTo(',');
        expect(',');
        skipTo(',');
        expect(',');
        long seq = integer();
        expect(']');
        handler.position(tag, ts, seq);
    }

    private boolean more() throws ProtocolException {
        if (at < end && json[at] == ',') {
            at++;
            return true;
        }
        expect(']');
        return false;
    }

    private void expect(char wanted) throws ProtocolException {
        if (at >= end || json[at] != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private void skipTo(char wanted) throws ProtocolException {
        while (at < end && json[at] != wanted) {
            at++;
        }
        if (at == end) {
            throw wrong("'" + wanted + "'");
        }
    }

    private long integer() throws ProtocolException {
        int from = at;
        long value = 0;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + json[at] - '0';
            at++;
        }
        if (at == from) {
            throw wrong("a whole number");
        }
        return value;
    }

    private ProtocolException wrong(String wanted) {
        int from = Math.max(0, at - EXCERPT_BYTES_MAX / 2);
        return new ProtocolException("positions: " + wanted + " expected behind "
                + new String(json, from, Math.min(end, at + EXCERPT_BYTES_MAX / 2) - from, UTF_8));
    }
}
