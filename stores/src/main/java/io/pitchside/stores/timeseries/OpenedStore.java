package io.pitchside.stores.timeseries;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time-series store that was found, with its tables made. Thread-safe. */
public final class OpenedStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String NO_SQL = "the time series are in InfluxDB, which has no SQL: ask it in InfluxQL (influx"
            + " -database %s), use the pages and their API, or let time-series.url name a QuestDB";

    private final StoreKind kind;
    private final TimeSeriesAddress address;
    private final String database;
    private final TimeSeriesStore store;
    /** Null where the store has no SQL. */
    private final @Nullable TimeSeriesReader sql;

    private OpenedStore(
            StoreKind kind,
            TimeSeriesAddress address,
            String database,
            TimeSeriesStore store,
            @Nullable TimeSeriesReader sql) {
        this.kind = kind;
        this.address = address;
        this.database = database;
        this.store = store;
        this.sql = sql;
    }

    /**
     * Makes what is absent, and forgets what earlier starts warmed up with: it is of no use, and would grow with every
     * start.
     *
     * @param database of InfluxDB; QuestDB has only one
     * @throws IOException if the store cannot be reached, or refuses our tables
     * @throws StoreAccessException if it does not let us in
     */
    public static OpenedStore open(StoreKind kind, TimeSeriesAddress address, String database)
            throws IOException, StoreAccessException {
        return switch (kind) {
            case QUESTDB -> {
                TimeSeriesReader reader = new TimeSeriesReader(address);
                TimeSeriesSchema.create(reader);
                forgetWarmUps(reader);
                yield new OpenedStore(kind, address, database, new QuestDbStore(reader), reader);
            }
            case INFLUXDB -> {
                InfluxDbReader reader = new InfluxDbReader(address, database);
                InfluxDbSchema.create(reader);
                InfluxDbSchema.forgetWarmUps(reader);
                yield new OpenedStore(kind, address, database, new InfluxDbStore(reader), null);
            }
        };
    }

    private static void forgetWarmUps(TimeSeriesReader reader) throws IOException, StoreAccessException {
        for (TimeSeriesTable table : List.of(TimeSeriesTable.READINGS, TimeSeriesTable.PLAYER_METRICS)) {
            try {
                reader.execute("TRUNCATE TABLE '" + table.warmUpTableName() + "'", TIMEOUT);
            } catch (QueryRefusedException e) {
                throw new IOException("the store does not empty " + table.warmUpTableName() + ": " + e.getMessage(), e);
            }
        }
    }

    public StoreKind kind() {
        return kind;
    }

    public TimeSeriesAddress address() {
        return address;
    }

    public String database() {
        return database;
    }

    public TimeSeriesStore store() {
        return store;
    }

    /** The door for people's SQL; where the store has none, one that says so and what to do instead. */
    public QueryDoor queryDoor(int rowsMax, Duration timeout) {
        return sql == null
                ? QueryDoor.closed(String.format(NO_SQL, database), rowsMax)
                : new QueryDoor(sql, rowsMax, timeout);
    }
}
