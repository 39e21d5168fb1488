package io.pitchside.stores.timeseries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real store on a folder, with its tables, for tests. */
final class EmbeddedStore implements StoreUnderTest {
    static final String USERNAME = "tests";
    static final String PASSWORD = "not a secret";

    final QuestDbServer server;
    final TimeSeriesReader reader;
    final TimeSeriesStore queries;
    final TimeSeriesWriter writer;

    private EmbeddedStore(QuestDbServer server) {
        this.server = server;
        reader = new TimeSeriesReader(server.address());
        queries = new QuestDbStore(reader);
        writer = TimeSeriesWriter.questDb(server.address(), TIMEOUT);
    }

    static EmbeddedStore on(Path folder) throws Exception {
        EmbeddedStore store = new EmbeddedStore(QuestDbServer.start(folder, 0, USERNAME, PASSWORD));
        TimeSeriesSchema.create(store.reader);
        return store;
    }

    static void add(LineProtocol body, String tableName, long time, TimeUnit unit, Consumer<LineProtocol> values) {
        body.startRow(tableName.getBytes(StandardCharsets.US_ASCII));
        values.accept(body);
        body.endRow(time, unit);
    }

    @Override
    public StoreKind kind() {
        return StoreKind.QUESTDB;
    }

    @Override
    public TimeSeriesAddress address() {
        return server.address();
    }

    @Override
    public TimeSeriesStore store() {
        return queries;
    }

    @Override
    public TimeSeriesWriter writer() {
        return writer;
    }

    ResultTable ask(String sql) throws Exception {
        return reader.table(sql, 1_000_000, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
