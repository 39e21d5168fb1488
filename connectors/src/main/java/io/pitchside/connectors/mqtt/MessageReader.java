package io.pitchside.connectors.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one reading of topics and payloads that both modes share: routes a message, splits it, counts it, and gathers the
 * records until they are handed to the queue together. Not thread-safe; one per thread that receives messages.
 */
final class MessageReader {
    /** Records are handed on at least this often, so that Connect has work while a long read goes on. */
    private static final int GATHERED_MAX = 500;

    private final TopicRoutes routes;
    private final PayloadSplitter splitter;
    private final RecordQueue queue;
    private final FrontDoorMetrics metrics;
    private final List<MqttRecord> gathered = new ArrayList<>();

    MessageReader(MqttSourceConfig config, RecordQueue queue, FrontDoorMetrics metrics, LongSupplier clockMicros) {
        this.routes = config.newRoutes();
        this.splitter = new PayloadSplitter(config.topic(), clockMicros);
        this.queue = queue;
        this.metrics = metrics;
    }

    /** Where the topic's readings go; null if it matches no pattern. */
    @Nullable
    TopicRoute route(String topic) {
        return routes.find(topic);
    }

    /** Reads a message; its records are handed on by the next {@link #flush()}. The payload must not change any more. */
    void read(TopicRoute route, byte[] payload, MessageProperties properties, Delivery delivery) {
        int before = gathered.size();
        splitter.split(route, payload, properties, delivery, gathered);
        metrics.messages.increment();
        metrics.bytes.add(payload.length);
        metrics.readings.add(gathered.size() - before);
        if (gathered.size() >= GATHERED_MAX) {
            flush();
        }
    }

    /** Hands what was gathered to the queue. */
    void flush() {
        if (!gathered.isEmpty()) {
            queue.add(gathered);
            gathered.clear();
        }
    }
}
