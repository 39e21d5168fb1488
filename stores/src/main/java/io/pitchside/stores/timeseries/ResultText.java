package io.pitchside.stores.timeseries;

import java.math.BigDecimal;

/** How a value looks as text: numbers without exponents, and whole ones without a fraction. */
final class ResultText {
    private static final double PLAIN_MAX = 1e15;

    private ResultText() {}

    static String of(Object value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        double n = number;
        if (n == Math.rint(n) && Math.abs(n) < PLAIN_MAX) {
            return Long.toString((long) n);
        }
        String text = Double.toString(n);
        return text.indexOf('E') < 0
                ? text
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
