package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Growing bytes of server-sent events. Not thread-safe. */
final class EventBytes {
    private byte[] bytes;
    private int length;

    EventBytes(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void clear() {
        length = 0;
    }

    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Gives memory back after an unusually large event. */
    void shrinkTo(int capacity) {
        if (length == 0 && bytes.length > capacity) {
            bytes = new byte[capacity];
        }
    }

    EventBytes add(byte[] from) {
        return add(from, 0, from.length);
    }

    EventBytes add(byte[] from, int start, int end) {
        int added = end - start;
        reserve(added);
        System.arraycopy(from, start, bytes, length, added);
        length += added;
        return this;
    }

    EventBytes add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    EventBytes add(String ascii) {
        return add(ascii.getBytes(US_ASCII));
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
