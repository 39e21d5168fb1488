package io.pitchside.benchmarks.load;

/** A fixed array of bytes that text is appended to without making objects. Not thread-safe. */
final class ByteSink {
    private final byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    int free() {
        return bytes.length - size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    void put(int value) {
        bytes[size++] = (byte) value;
    }

    void put(byte[] source) {
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** Appends the number in decimal digits. */
    void digits(long value) {
        long rest = value;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int from = size;
        do {
            put('0' + (int) (rest % 10));
            rest /= 10;
        } while (rest > 0);
        for (int i = from, j = size - 1; i < j; i++, j--) {
            byte digit = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = digit;
        }
    }

    /** Appends the number rounded to two decimals. */
    void hundredths(double value) {
        long rounded = Math.round(value * 100);
        if (rounded < 0) {
            put('-');
            rounded = -rounded;
        }
        digits(rounded / 100);
        put('.');
        put('0' + (int) (rounded / 10 % 10));
        put('0' + (int) (rounded % 10));
    }

    /** Forgets the first {@code count} bytes and moves the rest to the front. */
    void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }
}
