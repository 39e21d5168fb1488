package io.pitchside.stores.timeseries;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Symbols as InfluxDB keeps them: what its tags cannot hold (control characters, backslashes) is written as {@code %}
 * and two hexadecimal digits, and so is {@code %} itself. Everything else stays readable. Stateless.
 */
final class PercentText {
    private static final String DIGITS = "0123456789ABCDEF";

    private PercentText() {}

    static boolean isEncoded(byte c) {
        // Bytes of other than ASCII characters are negative.
        return (c >= 0 && c < ' ') || c == '\\' || c == '%';
    }

    static byte digit(int value) {
        return (byte) DIGITS.charAt(value);
    }

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                encoded.append('\uFFFD');
            } else if (c < 128 && isEncoded((byte) c)) {
                encoded.append('%').append((char) digit(c >> 4)).append((char) digit(c & 15));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** The way back; what is no code stays as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            int high = i + 2 < utf8.length && utf8[i] == '%' ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            if (low < 0) {
                decoded.write(utf8[i]);
            } else {
                decoded.write(high << 4 | low);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
