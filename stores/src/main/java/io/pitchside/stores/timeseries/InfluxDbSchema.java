package io.pitchside.stores.timeseries;

import java.time.Duration;
import java.util.List;

/** Makes the database; measurements make themselves with their first point. Stateless. */
final class InfluxDbSchema {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private InfluxDbSchema() {}

    /**
     * Creates the database where it is absent. Doing it again changes nothing.
     *
     * @throws StoreAccessException if it is absent and we may not create it
     */
    static void create(InfluxDbReader store) throws StoreUnavailableException, StoreAccessException {
        String database = InfluxQl.name(store.database());
        try {
            run(store, "CREATE DATABASE " + database);
        } catch (StoreAccessException e) {
            // Only an administrator may create one; it is enough that somebody did.
            run(store, "SHOW FIELD KEYS ON " + database + " FROM " + TimeSeriesTable.METRIC_DEFINITIONS.tableName());
        }
    }

    /** Forgets the warm-up rows of readings and seconds; where there are none, nothing. */
    static void forgetWarmUps(InfluxDbReader store) throws StoreUnavailableException, StoreAccessException {
        for (TimeSeriesTable table : List.of(TimeSeriesTable.READINGS, TimeSeriesTable.PLAYER_METRICS)) {
            run(store, "DROP SERIES FROM " + InfluxQl.name(table.warmUpTableName()));
        }
    }

    private static void run(InfluxDbReader store, String statement)
            throws StoreUnavailableException, StoreAccessException {
        List<InfluxDbReader.Row> unused = store.ask(statement, TIMEOUT);
    }
}
