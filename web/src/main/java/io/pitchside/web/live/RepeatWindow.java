package io.pitchside.web.live;

/**
 * Recognises a reading that one player's sensors sent twice, among the last {@link LiveSettings#REPEATS_MAX}. A reading
 * is known by sensor, time and sequence number, mixed into 64 bits: two of them are taken for one with a chance of
 * 1 in 10^16 or so. A repeat older than the window passes (the page does not draw what is older than what it shows; the
 * job's numbers never count it). Not thread-safe.
 */
final class RepeatWindow {
    private final long[] seen = new long[LiveSettings.REPEATS_MAX];
    private int next;
    private int filled;
    private long newestTs = Long.MIN_VALUE;

    /** Whether this reading is new; it is remembered. */
    boolean isNew(long sensorHash, long ts, long seq) {
        long id = mix(sensorHash + mix(ts + mix(seq)));
        // A time that was never reached cannot be a repeat: the usual case needs no search.
        if (ts > newestTs) {
            newestTs = ts;
        } else if (contains(id)) {
            return false;
        }
        seen[next] = id;
        next = next + 1 == seen.length ? 0 : next + 1;
        filled = Math.min(filled + 1, seen.length);
        return true;
    }

    private boolean contains(long id) {
        for (int i = 0; i < filled; i++) {
            if (seen[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** The finaliser of SplitMix64: every bit of the input reaches every bit of the result. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
