package io.pitchside.app.trust;

import static io.pitchside.model.topic.Topics.SENSOR_READINGS;

import io.pitchside.app.embedded.FlinkJob;
import io.pitchside.app.embedded.Positions;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.model.topic.Topic;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreProgress;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracking pipeline of a running platform, as the audit asks it. Thread-safe. */
public final class TrackingTarget implements AuditTarget {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTarget.class);

    private final Pipeline pipeline;
    private final Positions positions;
    private final LedgerLog ledger;
    private final FlinkJob job;
    private final TimeSeriesStore store;

    public TrackingTarget(
            Pipeline pipeline, Positions positions, LedgerLog ledger, FlinkJob job, TimeSeriesStore store) {
        this.pipeline = pipeline;
        this.positions = positions;
        this.ledger = ledger;
        this.job = job;
        this.store = store;
    }

    @Override
    public Map<Integer, Long> ends() throws IOException, InterruptedException {
        Map<Integer, Long> ends = new TreeMap<>();
        positions
                .ends(List.of(pipeline.topic(SENSOR_READINGS)))
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    @Override
    public List<LedgerRow> ledger() throws IOException {
        return ledger.rows(pipeline.name());
    }

    @Override
    public void hurryLedger(Duration atMost) throws InterruptedException {
        try {
            job.checkpoint(atMost);
        } catch (IOException e) {
            // One that is in progress already, or a job that starts again: the next regular one brings the ledger.
            LOG.info("no checkpoint for the audit: {}", e.getMessage());
            Thread.sleep(Math.min(atMost.toMillis(), 200));
        }
    }

    @Override
    public Map<String, Long> storeEnds() throws IOException, InterruptedException {
        Map<String, Long> ends = new TreeMap<>();
        positions.ends(storedTopics()).forEach((partition, end) -> ends.put(partition.toString(), end));
        return ends;
    }

    @Override
    public long storeLag(Map<String, Long> storeEnds) throws IOException, InterruptedException {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        for (Topic topic : storedTopics()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                TopicPartition one = new TopicPartition(topic.name(), partition);
                wanted.put(one, storeEnds.getOrDefault(one.toString(), 0L));
            }
        }
        long lag = 0;
        for (Pipeline.Sink sink : pipeline.sinks()) {
            lag += Positions.lag(wanted, positions.committed(sink.name()));
        }
        return lag;
    }

    @Override
    public List<String> storePending() throws IOException {
        try {
            StoreProgress progress = store.progress();
            List<String> pending = new ArrayList<>();
            progress.suspended().forEach(table -> pending.add("the store no longer takes rows of table " + table));
            progress.pending().forEach(table -> pending.add("rows of table " + table + " are not readable yet"));
            return pending;
        } catch (StoreAccessException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long stored(int partition, long from, long to) throws IOException {
        try {
            return store.readings(partition, from, to);
        } catch (StoreAccessException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<Topic> storedTopics() {
        return pipeline.sinks().stream()
                .flatMap(sink -> sink.reads().stream())
                .distinct()
                .map(pipeline::topic)
                .toList();
    }
}
