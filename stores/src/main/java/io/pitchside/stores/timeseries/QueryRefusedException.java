package io.pitchside.stores.timeseries;

/** A query that cannot be answered as it stands; the message says why and, where it can, what to write instead. */
public final class QueryRefusedException extends Exception {
    /** Value of {@link #position()} where the problem has no place in the text. */
    public static final int POSITION_UNKNOWN = -1;

    private static final long serialVersionUID = 1L;

    private final int position;

    public QueryRefusedException(String message) {
        this(message, POSITION_UNKNOWN);
    }

    public QueryRefusedException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Index of the character where the problem is, from 0; or {@link #POSITION_UNKNOWN}. */
    public int position() {
        return position;
    }
}
