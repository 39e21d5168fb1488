package io.pitchside.connectors.timeseries;

import io.pitchside.stores.timeseries.LineProtocol;
import io.pitchside.stores.timeseries.RowsRefusedException;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import io.pitchside.stores.timeseries.TimeSeriesTable;
import io.pitchside.stores.timeseries.TimeSeriesWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each batch that Connect hands over, then returns: once {@link #put} is back, everything in it is in the store
 * or was reported, so Connect may commit the offsets as it does by itself. While the store is down nothing is lost:
 * Connect keeps the batch and hands it over again. One thread, Connect's.
 */
public final class TimeSeriesSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSeriesSinkTask.class);

    /** Of one batch so many rows are named in the log; all are counted and reported. */
    private static final int LOGGED_MAX = 10;

    private record Errant(SinkRecord record, Exception reason) {}

    /** Of the store's kind; as good as any until that is known. */
    private LineProtocol body = new LineProtocol(StoreKind.QUESTDB);
    /** The records behind the rows of {@link #body}, in its order. */
    private final List<SinkRecord> records = new ArrayList<>();
    /** What could not be written. Reported when the rest of the batch is in the store, so that a repeat reports once. */
    private final List<Errant> errants = new ArrayList<>();

    private final Map<String, EventRows> rowsByTopic = new HashMap<>();
    private @Nullable TimeSeriesSinkConfig config;
    private @Nullable TimeSeriesWriter writer;
    private StoreKind kind = StoreKind.QUESTDB;
    private @Nullable SinkCounters counters;
    /** How many rows of the batch at hand the store refused. */
    private int refused;
    /** How many times in a row the store could not be written. */
    private int failures;

    @Override
    public void start(Map<String, String> settings) {
        config = new TimeSeriesSinkConfig(settings);
        config.kind().ifPresent(this::connect);
        counters = SinkCounters.registeredWith(context.pluginMetrics());
    }

    @Override
    public void put(Collection<SinkRecord> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            if (writer == null) {
                connect(StoreKind.detect(started(config).address()));
            }
            body.clear();
            records.clear();
            errants.clear();
            refused = 0;
            for (SinkRecord record : batch) {
                append(record);
                if (body.bytes() >= started(config).postBytes()) {
                    post();
                }
            }
            post();
        } catch (StoreUnavailableException e) {
            throw retryLater(e);
        } catch (StoreAccessException e) {
            throw new ConnectException(e.getMessage(), e);
        }
        if (failures > 0) {
            LOG.info("time series can be written again after {} failures", failures);
            failures = 0;
        }
        for (int i = 0; i < errants.size(); i++) {
            report(errants.get(i), i < LOGGED_MAX);
        }
    }

    private void connect(StoreKind found) {
        kind = found;
        body = new LineProtocol(found);
        writer = started(config).writer(found);
    }

    private void append(SinkRecord record) {
        // A deletion marker of a compacted topic: rows are never taken back.
        if (record.value() == null) {
            return;
        }
        try {
            if (!(record.value() instanceof byte[] value)) {
                throw new UnreadableEventException(
                        "the value is no byte array: set value.converter to ByteArrayConverter");
            }
            rowsByTopic.computeIfAbsent(record.topic(), this::rowsOf).append(value, body);
            records.add(record);
        } catch (UnreadableEventException e) {
            errants.add(new Errant(record, e));
        }
    }

    private EventRows rowsOf(String topic) {
        TimeSeriesTable table = TimeSeriesTable.ofTopic(topic)
                .orElseThrow(() -> new ConnectException("no table keeps topic " + topic + "; set topics to some of "
                        + TimeSeriesSinkConfig.topicsKept()));
        return table == TimeSeriesTable.READINGS ? new ReadingRows() : new JsonRows(table, kind);
    }

    private void post() throws StoreUnavailableException, StoreAccessException {
        post(0, body.rows());
        body.clear();
        records.clear();
    }

    /** Posts the rows and sets aside those that the store refuses: the one it names, else the one found by halving. */
    private void post(int from, int to) throws StoreUnavailableException, StoreAccessException {
        if (from == to) {
            return;
        }
        try {
            started(writer).write(body, from, to);
            started(counters).posted(to - from, body.bytesOf(from, to));
        } catch (RowsRefusedException e) {
            int row = to - from == 1 ? from : e.row();
            if (row == RowsRefusedException.ROW_UNKNOWN) {
                int middle = (from + to) >>> 1;
                post(from, middle);
                post(middle, to);
            } else {
                refuse(row, e);
                post(from, row);
                post(row + 1, to);
            }
        }
    }

    private void refuse(int row, RowsRefusedException reason) {
        errants.add(new Errant(records.get(row), reason));
        if (++refused > started(config).refusedRowsMax()) {
            throw new ConnectException(
                    "the store refused more than " + started(config).refusedRowsMax()
                            + " rows of one batch; nothing is lost, but tables and sink do not fit each other",
                    reason);
        }
    }

    private RetriableException retryLater(StoreUnavailableException reason) {
        failures++;
        long waitMs = started(config).backoffMs(failures);
        started(counters).retried();
        if (failures == 1) {
            LOG.warn("time series cannot be written, will be repeated until it can: {}", reason.getMessage());
        }
        context.timeout(waitMs);
        return new RetriableException(reason.getMessage(), reason);
    }

    private void report(Errant errant, boolean logged) {
        SinkRecord record = errant.record();
        boolean unreadable = errant.reason() instanceof UnreadableEventException;
        started(counters).setAside(unreadable);
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter != null) {
            await(reporter.report(record, errant.reason()));
        }
        if (logged) {
            // The store's message quotes the refused value, which may be health data: it is not for the log.
            LOG.error(
                    "row set aside topic={} partition={} offset={} errorCode={} reason={}",
                    record.topic(),
                    record.kafkaPartition(),
                    record.kafkaOffset(),
                    unreadable ? "unreadable-event" : "row-refused",
                    unreadable ? errant.reason().getMessage() : "the store refuses its values");
        }
    }

    /** The offset may be committed only when the record is where the reporter keeps it. */
    private static void await(Future<Void> report) {
        try {
            report.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("interrupted while a record was being set aside", e);
        } catch (ExecutionException e) {
            throw new RetriableException("a record that was set aside could not be reported", e);
        }
    }

    @Override
    public void stop() {
        if (counters != null) {
            counters.close();
        }
    }

    @Override
    public String version() {
        return TimeSeriesSink.versionOfBuild();
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the task was not started");
        }
        return part;
    }
}
