package io.pitchside.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Kinds of broken messages; each is made from a good one, which is sent as well. */
public enum Garbage {
    /** Cut somewhere in the last reading. */
    TRUNCATED {
        @Override
        byte[] of(byte[] good, Dice dice) {
            int last = lastObject(good);
            return Arrays.copyOf(good, last + 1 + dice.below(good.length - last - 2));
        }
    },
    /** The x of the last reading is {@code NaN}, which JSON does not know. */
    NOT_A_NUMBER {
        @Override
        byte[] of(byte[] good, Dice dice) {
            return withX(good, "\"x\":NaN");
        }
    },
    /** The x of the last reading is text. */
    WRONG_TYPE {
        @Override
        byte[] of(byte[] good, Dice dice) {
            return withX(good, "\"x\":\"far left\"");
        }
    },
    /** Bytes that mean nothing. */
    RANDOM_BYTES {
        @Override
        byte[] of(byte[] good, Dice dice) {
            byte[] bytes = new byte[1 + dice.below(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) dice.below(256);
            }
            // Never the beginning of an object or array, not even by chance.
            bytes[0] = (byte) 0xC1;
            return bytes;
        }
    },
    /** The last reading has no x. */
    MISSING_FIELD {
        @Override
        byte[] of(byte[] good, Dice dice) {
            return withX(good, "\"w\":0");
        }
    },
    /** A NUL byte inside the last reading. */
    NUL {
        @Override
        byte[] of(byte[] good, Dice dice) {
            byte[] bytes = good.clone();
            bytes[lastObject(bytes) + 2] = 0;
            return bytes;
        }
    },
    /** A byte order mark where none belongs: behind the brace that opens the last reading. */
    BYTE_ORDER_MARK {
        @Override
        byte[] of(byte[] good, Dice dice) {
            return spliced(good, lastObject(good) + 1, 0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
    };

    private static final byte[] X_FIELD = "\"x\":".getBytes(US_ASCII);

    /** A broken copy of a message. */
    abstract byte[] of(byte[] good, Dice dice);

    /** Index of the brace that opens the last reading. */
    private static int lastObject(byte[] json) {
        int at = json.length - 1;
        while (json[at] != '{') {
            at--;
        }
        return at;
    }

    private static byte[] withX(byte[] json, String field) {
        int from = lastObject(json);
        while (!Arrays.equals(json, from, from + X_FIELD.length, X_FIELD, 0, X_FIELD.length)) {
            from++;
        }
        int to = from;
        while (json[to] != ',') {
            to++;
        }
        return spliced(json, from, to - from, field.getBytes(US_ASCII));
    }

    private static byte[] spliced(byte[] json, int at, int without, byte[] with) {
        byte[] bytes = new byte[json.length - without + with.length];
        System.arraycopy(json, 0, bytes, 0, at);
        System.arraycopy(with, 0, bytes, at, with.length);
        System.arraycopy(json, at + without, bytes, at + with.length, json.length - at - without);
        return bytes;
    }
}
