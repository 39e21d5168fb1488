package io.pitchside.connectors.timeseries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/** What one task has done since it started, as metrics of the Connect worker. Thread-safe. */
final class SinkCounters {
    private final PluginMetrics metrics;
    private final List<MetricName> names = new ArrayList<>();
    private final LongAdder rows;
    private final LongAdder posts;
    private final LongAdder bytes;
    private final LongAdder retries;
    private final LongAdder refused;
    private final LongAdder unreadable;

    private SinkCounters(PluginMetrics metrics) {
        this.metrics = metrics;
        rows = counter("rows-total", "Rows that the store took");
        posts = counter("posts-total", "Posts that the store took");
        bytes = counter("bytes-total", "Bytes of line protocol that the store took");
        retries = counter("retries-total", "Batches that were put off because the store could not be reached");
        refused = counter("rows-refused-total", "Rows that the store refused and that were set aside");
        unreadable = counter("events-unreadable-total", "Records that were no event of their topic and were set aside");
    }

    static SinkCounters registeredWith(PluginMetrics metrics) {
        return new SinkCounters(metrics);
    }

    private LongAdder counter(String name, String description) {
        LongAdder counter = new LongAdder();
        MetricName metric = metrics.metricName(name, description, new LinkedHashMap<>());
        metrics.addMetric(metric, (Gauge<Long>) (config, now) -> counter.sum());
        names.add(metric);
        return counter;
    }

    void posted(int newRows, int newBytes) {
        rows.add(newRows);
        posts.increment();
        bytes.add(newBytes);
    }

    void retried() {
        retries.increment();
    }

    void setAside(boolean wasUnreadable) {
        (wasUnreadable ? unreadable : refused).increment();
    }

    void close() {
        names.forEach(metrics::removeMetric);
        names.clear();
    }
}
