package io.pitchside.connectors.mqtt;

/**
 * Walks the elements of a JSON array by structure alone: brackets and strings, nothing else, so that one broken reading
 * does not take its neighbours with it. What an element contains is judged by whoever reads it. Not thread-safe.
 *
 * <p>Usage: {@link #begin}, then {@link #next} until it is false; {@link #malformed()} says whether the last element
 * found is the unreadable rest of the array instead.
 */
final class ArrayElements {
    /** Brackets inside each other, the array's own not counted; deeper ones are nothing that a sensor sends. */
    static final int DEPTH_MAX = 63;
    /** Elements of one array; the rest of a longer one is handed on as malformed. Keeps one message from filling the queue. */
    static final int ELEMENTS_MAX = 20_000;

    private byte[] json = new byte[0];
    private int end;
    private int at;
    private int count;
    private int elementStart;
    private int elementEnd;
    private boolean malformed;
    private boolean closed;

    /** Whether the bytes are an array at all, judged by their first character that is no white space. */
    static boolean isArray(byte[] json) {
        int first = skipSpace(json, 0, json.length);
        return first < json.length && json[first] == '[';
    }

    /** Starts at the opening bracket; only where {@link #isArray}. */
    void begin(byte[] array) {
        json = array;
        end = array.length;
        at = skipSpace(array, 0, end) + 1;
        count = 0;
        malformed = false;
        closed = false;
        int first = skipSpace(json, at, end);
        if (first < end && json[first] == ']') {
            closeAt(first);
        }
    }

    /** Moves to the next element, or to the rest of a broken array; false at the end. An empty array has none. */
    boolean next() {
        if (closed) {
            return at < end && takeRest(at);
        }
        int start = skipSpace(json, at, end);
        int stop = ++count > ELEMENTS_MAX ? -1 : elementStop(start);
        if (stop < 0 || stop == start) {
            return takeRest(start);
        }
        elementStart = start;
        elementEnd = trimmed(start, stop);
        if (json[stop] == ']') {
            closeAt(stop);
        } else {
            at = stop + 1;
        }
        return true;
    }

    int start() {
        return elementStart;
    }

    int end() {
        return elementEnd;
    }

    /** Whether {@link #start()} to {@link #end()} is the rest of a broken array. */
    boolean malformed() {
        return malformed;
    }

    /** Behind the closing bracket only white space may follow; anything else is a rest of its own. */
    private void closeAt(int bracket) {
        closed = true;
        at = skipSpace(json, bracket + 1, end);
    }

    private boolean takeRest(int from) {
        elementStart = from;
        elementEnd = end;
        at = end;
        malformed = true;
        closed = true;
        return true;
    }

    /** The index of the comma or bracket that ends the element; -1 if none does. */
    @SuppressWarnings("StatementSwitchToExpressionSwitch") // most cases leave the loop or change its index
    private int elementStop(int from) {
        byte[] b = json;
        long objects = 0; // one bit per open bracket, the innermost lowest: 1 for an object
        int depth = 0;
        for (int i = from; i < end; i++) {
            switch (b[i]) {
                case '"':
                    i = stringEnd(b, i + 1, end);
                    break;
                case '{':
                case '[':
                    if (++depth > DEPTH_MAX) {
                        return -1;
                    }
                    objects = objects << 1 | (b[i] == '{' ? 1 : 0);
                    break;
                case '}':
                case ']':
                    if (depth == 0) {
                        return b[i] == ']' ? i : -1;
                    }
                    if ((objects & 1) != (b[i] == '}' ? 1 : 0)) {
                        return -1;
                    }
                    objects >>>= 1;
                    depth--;
                    break;
                case ',':
                    if (depth == 0) {
                        return i;
                    }
                    break;
                default:
            }
        }
        return -1;
    }

    /** The index of the closing quote, or {@code to}. */
    private static int stringEnd(byte[] b, int i, int to) {
        while (i < to && b[i] != '"') {
            i += b[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private int trimmed(int from, int to) {
        int i = to;
        while (i > from && isSpace(json[i - 1])) {
            i--;
        }
        return i;
    }

    private static int skipSpace(byte[] b, int i, int to) {
        while (i < to && isSpace(b[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
