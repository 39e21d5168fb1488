package io.pitchside.stores.timeseries;

import io.pitchside.model.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A store with something to ask about: match m1 with players p0 to p4 and match m2 with p0 and p1, a reading per player
 * and second for 20 seconds (x = second number, y = player number, hr = 100 + player number), and a player second of
 * 1 m for each.
 */
final class AskedStore implements AutoCloseable {
    static final int READINGS = 140;
    static final int ROWS_MAX = 50;

    private static final long SECOND = 1_700_000_000;
    private static final int SECONDS = 20;

    final EmbeddedStore store;
    final QueryDoor door;

    AskedStore(Path folder) throws Exception {
        store = EmbeddedStore.on(folder);
        LineProtocol body = new LineProtocol();
        for (int second = 0; second < SECONDS; second++) {
            for (int player = 0; player < 7; player++) {
                add(body, player < 5 ? "m1" : "m2", player % 5, second);
            }
        }
        EmbeddedStore.add(body, "readings_warm_up", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(TimeSeriesTable.READINGS.column("match_id"), "_warm-up-1");
            values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
        });
        store.writer.write(body, 0, body.rows());
        store.settle();
        door = new QueryDoor(store.reader, ROWS_MAX, Duration.ofSeconds(20));
    }

    ResultTable answer(String sql, Role role) throws Exception {
        ResultTable table = new ResultTable();
        door.answer(sql, role, table);
        return table;
    }

    @Override
    public void close() throws IOException {
        door.close();
        store.close();
    }

    private static void add(LineProtocol body, String match, int player, int second) {
        TimeSeriesTable readings = TimeSeriesTable.READINGS;
        EmbeddedStore.add(body, "readings", SECOND + second, TimeUnit.SECONDS, values -> {
            values.symbol(readings.column("match_id"), match);
            values.symbol(readings.column("player_id"), "p" + player);
            values.symbol(readings.column("sensor_id"), "s" + player);
            values.integer(readings.column("seq"), second);
            values.number(readings.column("x"), second);
            values.number(readings.column("y"), player);
            values.integer(readings.column("hr"), 100L + player);
        });
        TimeSeriesTable metrics = TimeSeriesTable.PLAYER_METRICS;
        EmbeddedStore.add(body, "player_metrics", SECOND + second, TimeUnit.SECONDS, values -> {
            values.symbol(metrics.column("match_id"), match);
            values.symbol(metrics.column("player_id"), "p" + player);
            values.integer(metrics.column("distance_mm"), 1_000);
            values.integer(metrics.column("zone4_mm"), 200);
            values.integer(metrics.column("zone5_mm"), 300);
            values.integer(metrics.column("sprints"), second % 10 == 0 ? 1 : 0);
            values.integer(metrics.column("hr"), 100L + player);
        });
    }
}
