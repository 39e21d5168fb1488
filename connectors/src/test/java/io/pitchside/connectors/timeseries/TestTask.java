package io.pitchside.connectors.timeseries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A sink task with a context that remembers what it was told, for tests. */
final class TestTask implements AutoCloseable {
    final TimeSeriesSinkTask task = new TimeSeriesSinkTask();
    final List<SinkRecord> reported = new ArrayList<>();
    final List<Long> timeoutsMs = new ArrayList<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();

    TestTask(Map<String, String> settings, boolean withReporter) {
        task.initialize(new Context(withReporter));
        task.start(settings);
    }

    static Map<String, String> settings(String url, String username, String password) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "topics",
                "readings,player-metrics,ledger,dead-letters,alerts,alert-acknowledgements,setup-history,metric-definitions");
        settings.put(TimeSeriesSinkConfig.URL, url);
        settings.put(TimeSeriesSinkConfig.USERNAME, username);
        settings.put(TimeSeriesSinkConfig.PASSWORD, password);
        return settings;
    }

    static SinkRecord record(String topic, long offset, byte[] value) {
        return new SinkRecord(topic, 0, null, null, null, value, offset);
    }

    static SinkRecord record(String topic, long offset, String value) {
        return record(topic, offset, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a counter. */
    long counted(String name) {
        return (Long) gauges.get(name).value(new MetricConfig(), 0);
    }

    @Override
    public void close() {
        task.stop();
    }

    private final class Context implements SinkTaskContext {
        private final boolean withReporter;

        Context(boolean withReporter) {
            this.withReporter = withReporter;
        }

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            throw new UnsupportedOperationException("the task leaves offsets to Connect");
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            throw new UnsupportedOperationException("the task leaves offsets to Connect");
        }

        @Override
        public void timeout(long timeoutMs) {
            timeoutsMs.add(timeoutMs);
        }

        @Override
        public Set<TopicPartition> assignment() {
            return Set.of();
        }

        @Override
        public void pause(TopicPartition... partitions) {
            throw new UnsupportedOperationException("the task does not pause");
        }

        @Override
        public void resume(TopicPartition... partitions) {
            throw new UnsupportedOperationException("the task does not pause");
        }

        @Override
        public void requestCommit() {
            throw new UnsupportedOperationException("the task leaves offsets to Connect");
        }

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return withReporter
                    ? (record, error) -> {
                        reported.add(record);
                        return CompletableFuture.completedFuture(null);
                    }
                    : null;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return new Metrics();
        }
    }

    private final class Metrics implements PluginMetrics {
        @Override
        @SuppressWarnings("NonApiType") // Kafka's signature
        public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
            return new MetricName(name, "plugins", description, tags);
        }

        @Override
        public void addMetric(MetricName name, MetricValueProvider<?> provider) {
            gauges.put(name.name(), (Gauge<?>) provider);
        }

        @Override
        public void removeMetric(MetricName name) {
            gauges.remove(name.name());
        }

        @Override
        public Sensor addSensor(String name) {
            throw new UnsupportedOperationException("the task has counters only");
        }

        @Override
        public void removeSensor(String name) {
            throw new UnsupportedOperationException("the task has counters only");
        }
    }
}
