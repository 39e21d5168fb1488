package io.pitchside.stores.timeseries;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole answer, kept: for the small ones. Filled by one thread, then read by any. */
public final class ResultTable implements ResultRows {
    private List<ResultColumn> columns = List.of();
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private boolean cut;

    @Override
    public void columns(List<ResultColumn> newColumns) {
        columns = List.copyOf(newColumns);
    }

    @Override
    public void row(@Nullable Object[] values) {
        rows.add(values);
    }

    @Override
    public void end(boolean wasCut) {
        cut = wasCut;
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    public int size() {
        return rows.size();
    }

    /** Whether there were more rows than the limit allowed. */
    public boolean cut() {
        return cut;
    }

    public @Nullable Object value(int row, String column) {
        return rows.get(row)[indexOf(column)];
    }

    public @Nullable String text(int row, String column) {
        Object value = value(row, column);
        return value == null ? null : value.toString();
    }

    /** A whole number; 0 where the value is null, as a sum over no rows is. */
    public long whole(int row, String column) {
        return value(row, column) instanceof Number number ? number.longValue() : 0;
    }

    /** A number; {@code absent} where the value is null. */
    public double number(int row, String column, double absent) {
        return value(row, column) instanceof Number number ? number.doubleValue() : absent;
    }

    private int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the answer has no column " + column + ", it has " + columns);
    }
}
