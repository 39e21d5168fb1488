package io.pitchside.model.metrics;

import io.pitchside.model.tracking.MatchSetup.Pitch;

/**
 * Where somebody was: seconds spent in each cell of a grid over the pitch, one count per player second by the position
 * at its end. Row 0 is at {@code y} 0, column 0 at {@code x} 0. A position outside the lines counts for the cell at the
 * edge that is nearest. Mutable; not thread-safe.
 */
public final class HeatMap {
    /** Five metres by not quite five on a standard pitch. */
    public static final int COLUMNS = 21;

    public static final int ROWS = 14;

    private final Pitch pitch;
    private final long[][] seconds = new long[ROWS][COLUMNS];
    private long total;

    public HeatMap(Pitch pitch) {
        this.pitch = pitch;
    }

    /** Counts one second at that place, metres. */
    public void add(double x, double y) {
        seconds[cell(y / pitch.widthM(), ROWS)][cell(x / pitch.lengthM(), COLUMNS)]++;
        total++;
    }

    private static int cell(double share, int cells) {
        return (int) Math.max(0, Math.min(cells - 1, Math.floor(share * cells)));
    }

    /** Seconds by row, then column; a copy. */
    public long[][] seconds() {
        long[][] copy = new long[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            copy[row] = seconds[row].clone();
        }
        return copy;
    }

    /** Seconds of all cells together. */
    public long total() {
        return total;
    }
}
