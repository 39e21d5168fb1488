package io.pitchside.stores.timeseries;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Makes the tables of {@link TimeSeriesTable} in a store. Stateless. */
public final class TimeSeriesSchema {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int COLUMNS_MAX = 1000;

    private TimeSeriesSchema() {}

    /**
     * Creates what is absent: tables, their twins for warm-up rows, and columns that an older version did not know.
     * Doing it again changes nothing.
     *
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws StoreAccessException if the store does not let us in
     * @throws IllegalStateException if the store refuses a definition
     */
    public static void create(TimeSeriesReader store) throws StoreUnavailableException, StoreAccessException {
        for (TimeSeriesTable table : TimeSeriesTable.values()) {
            for (String name : List.of(table.tableName(), table.warmUpTableName())) {
                try {
                    create(store, table, name);
                } catch (QueryRefusedException e) {
                    throw new IllegalStateException("the store refuses table " + name + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static void create(TimeSeriesReader store, TimeSeriesTable table, String name)
            throws QueryRefusedException, StoreUnavailableException, StoreAccessException {
        store.execute(table.createStatement(name), TIMEOUT);
        ResultTable found = store.table("SELECT \"column\" FROM table_columns('" + name + "')", COLUMNS_MAX, TIMEOUT);
        Set<String> present = new HashSet<>();
        for (int row = 0; row < found.size(); row++) {
            present.add(String.valueOf(found.text(row, "column")));
        }
        for (TimeSeriesColumn column : table.columns()) {
            if (!present.contains(column.name())) {
                String quoted = TimeSeriesTable.quoted(column.name());
                store.execute(
                        "ALTER TABLE " + TimeSeriesTable.quoted(name) + " ADD COLUMN IF NOT EXISTS " + quoted + " "
                                + column.type(),
                        TIMEOUT);
                awaitReadable(store, "SELECT " + quoted + " FROM " + TimeSeriesTable.quoted(name) + " LIMIT 0");
            }
        }
    }

    // The store answers "OK" when the change stands in its log; readers see the column once the log is applied.
    private static void awaitReadable(TimeSeriesReader store, String probe)
            throws QueryRefusedException, StoreUnavailableException, StoreAccessException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                store.execute(probe, TIMEOUT);
                return;
            } catch (QueryRefusedException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
