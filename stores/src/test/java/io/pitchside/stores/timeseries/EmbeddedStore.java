package io.pitchside.stores.timeseries;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real store on a folder, with its tables, for tests. */
final class EmbeddedStore implements AutoCloseable {
    static final String USERNAME = "tests";
    static final String PASSWORD = "not a secret";
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    final QuestDbServer server;
    final TimeSeriesReader reader;
    final TimeSeriesQueries queries;
    final TimeSeriesWriter writer;
    private final LineProtocol body = new LineProtocol();

    private EmbeddedStore(QuestDbServer server) {
        this.server = server;
        reader = new TimeSeriesReader(server.address());
        queries = new TimeSeriesQueries(reader);
        writer = TimeSeriesWriter.questDb(server.address(), TIMEOUT);
    }

    static EmbeddedStore on(Path folder) throws Exception {
        EmbeddedStore store = new EmbeddedStore(QuestDbServer.start(folder, 0, USERNAME, PASSWORD));
        TimeSeriesSchema.create(store.reader);
        return store;
    }

    /** Writes one row and returns when the store has acknowledged it. */
    void write(String tableName, long time, TimeUnit unit, Consumer<LineProtocol> values) throws Exception {
        body.clear();
        add(body, tableName, time, unit, values);
        writer.write(body, 0, body.rows());
    }

    static void add(LineProtocol body, String tableName, long time, TimeUnit unit, Consumer<LineProtocol> values) {
        body.startRow(tableName.getBytes(StandardCharsets.US_ASCII));
        values.accept(body);
        body.endRow(time, unit);
    }

    /** Returns when readers see everything that was acknowledged. */
    void settle() {
        await().atMost(TIMEOUT).until(() -> queries.progress().settled());
    }

    ResultTable ask(String sql) throws Exception {
        return reader.table(sql, 1_000_000, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
