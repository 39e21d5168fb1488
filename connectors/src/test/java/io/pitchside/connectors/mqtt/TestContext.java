package io.pitchside.connectors.mqtt;

import java.util.Map;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What Connect gives a task, as far as the MQTT task asks for it. */
final class TestContext implements SourceTaskContext {
    private final Map<String, String> configs;
    final Metrics registry = new Metrics();
    private final PluginMetricsImpl metrics =
            new PluginMetricsImpl(registry, Map.of("connector", "tracking-mqtt", "task", "0"));

    TestContext(Map<String, String> configs) {
        this.configs = configs;
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        throw new UnsupportedOperationException("MQTT has no offsets to read");
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return metrics;
    }
}
