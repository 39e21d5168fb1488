package io.pitchside.stores.timeseries;

/** The store refused a row; of the others in the same call some may have been written, which writing again does not mind. */
public final class RowsRefusedException extends Exception {
    /** Value of {@link #row()} where the store did not say which row it refuses. */
    public static final int ROW_UNKNOWN = -1;

    private static final long serialVersionUID = 1L;

    private final int row;

    public RowsRefusedException(int row, String message) {
        super(message);
        this.row = row;
    }

    /** The first row that is refused, counted from 0 in the whole body; or {@link #ROW_UNKNOWN}. */
    public int row() {
        return row;
    }
}
