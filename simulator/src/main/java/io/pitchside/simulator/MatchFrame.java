package io.pitchside.simulator;

/**
 * What all tags of a match measured at one instant; filled again and again, so copy what must last. A tag keeps its
 * index for the whole match, also while it sends nothing. Not thread-safe.
 */
public final class MatchFrame {
    /** Stands where a sensor does not measure a value. */
    public static final double ABSENT = Double.NaN;

    final Tag[] tags;
    final boolean[] sending;
    final long[] seq;
    final long[] ts;
    final double[] x;
    final double[] y;
    final double[] z;
    final double[] speed;
    final int[] hr;
    long at;

    MatchFrame(Tag[] tags) {
        this.tags = tags;
        sending = new boolean[tags.length];
        seq = new long[tags.length];
        ts = new long[tags.length];
        x = new double[tags.length];
        y = new double[tags.length];
        z = new double[tags.length];
        speed = new double[tags.length];
        hr = new int[tags.length];
    }

    /** Virtual time of the frame, epoch milliseconds. */
    public long at() {
        return at;
    }

    /** How many tags the match has, silent ones included. */
    public int tags() {
        return tags.length;
    }

    /** Whether the tag sends in this frame; the other values have a meaning only then. */
    public boolean sending(int tag) {
        return sending[tag];
    }

    public String playerId(int tag) {
        return tags[tag].playerId();
    }

    public String sensorId(int tag) {
        return tags[tag].sensorId();
    }

    public long seq(int tag) {
        return seq[tag];
    }

    /** Time by the sensor's own clock, epoch milliseconds. */
    public long ts(int tag) {
        return ts[tag];
    }

    /** Metres from a pitch corner, along the pitch. */
    public double x(int tag) {
        return x[tag];
    }

    public double y(int tag) {
        return y[tag];
    }

    /** Height in metres; {@link #ABSENT} for players. */
    public double z(int tag) {
        return z[tag];
    }

    /** Metres per second. */
    public double speed(int tag) {
        return speed[tag];
    }

    /** Beats per minute; 0 for the ball. */
    public int hr(int tag) {
        return hr[tag];
    }
}
