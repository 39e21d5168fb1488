package io.pitchside.stores.timeseries;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A real store with its tables, of either kind. */
interface StoreUnderTest extends AutoCloseable {
    Duration TIMEOUT = Duration.ofSeconds(30);

    Map<Class<?>, TimeSeriesTable> TABLES = Map.of(
            AcceptedReading.class, TimeSeriesTable.READINGS,
            PlayerSecond.class, TimeSeriesTable.PLAYER_METRICS,
            LedgerRow.class, TimeSeriesTable.LEDGER,
            DeadLetter.class, TimeSeriesTable.DEAD_LETTERS,
            Alert.class, TimeSeriesTable.ALERTS,
            AlertAcknowledgement.class, TimeSeriesTable.ALERT_ACKNOWLEDGEMENTS,
            SetupApplied.class, TimeSeriesTable.SETUP_HISTORY,
            MetricDefinition.class, TimeSeriesTable.METRIC_DEFINITIONS);

    StoreKind kind();

    TimeSeriesAddress address();

    TimeSeriesStore store();

    TimeSeriesWriter writer();

    @Override
    void close() throws IOException;

    default LineProtocol body() {
        return new LineProtocol(kind());
    }

    /** Writes events as rows of their tables, in one post, and returns when the store has acknowledged them. */
    default void write(Object... events) throws Exception {
        LineProtocol body = body();
        for (Object event : events) {
            add(body, event, false);
        }
        writer().write(body, 0, body.rows());
    }

    /** Likewise, and returns when readers see them. */
    default void writeAndSettle(Object... events) throws Exception {
        write(events);
        settle();
    }

    default void add(LineProtocol body, Object event, boolean warmUp) throws IOException {
        add(kind(), body, event, warmUp);
    }

    static void add(StoreKind kind, LineProtocol body, Object event, boolean warmUp) throws IOException {
        TimeSeriesTable table = TABLES.get(event.getClass());
        JsonNode json = EventJson.reader().readTree(EventJson.bytes(event));
        body.startRow(table, warmUp);
        for (TimeSeriesColumn column : table.columns(kind)) {
            JsonNode value = json.path(column.jsonName());
            if (value.isMissingNode() || value.isNull()) {
                body.absent(column);
                continue;
            }
            switch (column.type()) {
                case SYMBOL -> body.symbol(column, value.asText());
                case VARCHAR -> body.text(column, value.asText());
                case LONG -> body.integer(column, value.asLong());
                case DOUBLE -> body.number(column, value.asDouble());
                case BOOLEAN -> body.flag(column, value.asBoolean());
            }
        }
        body.endRow(json.get(table.timeField()).asLong(), table.timeUnit());
    }

    /** Returns when readers see everything that was acknowledged. */
    default void settle() {
        await().atMost(TIMEOUT).until(() -> store().progress().settled());
    }
}
