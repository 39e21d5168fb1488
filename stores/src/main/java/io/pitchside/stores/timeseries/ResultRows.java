package io.pitchside.stores.timeseries;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer as it comes in: first the columns, then row after row, then the end. An implementation that throws
 * stops the reading. Used by one thread.
 */
public interface ResultRows {
    void columns(List<ResultColumn> columns) throws IOException;

    /**
     * @param values one per column: null, {@link Boolean}, {@link Long}, {@link Double} or {@link String}; the array is
     *     the receiver's to keep
     */
    void row(@Nullable Object[] values) throws IOException;

    /** @param cut whether there were more rows than the limit allows */
    void end(boolean cut) throws IOException;
}
