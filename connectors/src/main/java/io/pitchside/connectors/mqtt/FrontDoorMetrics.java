package io.pitchside.connectors.mqtt;

import java.util.LinkedHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * Counts what comes in at the front door and what became of it, from the start of the task. Thread-safe.
 *
 * <p>Connect shows the numbers by JMX as attributes of
 * {@code kafka.connect:type=plugins,connector=<name>,task=<number>}, each under the name given at its field.
 */
final class FrontDoorMetrics {
    /** {@code messages}: MQTT messages taken (refused ones not counted). */
    final LongAdder messages = new LongAdder();
    /** {@code readings}: records made of them, unreadable ones included. */
    final LongAdder readings = new LongAdder();
    /** {@code acknowledged}: records that Kafka has confirmed. */
    final LongAdder acknowledged = new LongAdder();
    /** {@code acknowledged-messages}: messages of which every record is confirmed, so that their sender may forget them. */
    final LongAdder acknowledgedMessages = new LongAdder();
    /** {@code dropped}: records that a transformation of the connector took out, or Connect gave up on. */
    final LongAdder dropped = new LongAdder();
    /** {@code bytes}: payload bytes of the messages taken. */
    final LongAdder bytes = new LongAdder();
    /** {@code connections}: open now. */
    final LongAdder connections = new LongAdder();
    /** {@code paused}: how often a connection was not read for a while, because more was in flight than allowed. */
    final LongAdder paused = new LongAdder();
    /** {@code refused-connections}: CONNECTs that were turned away. */
    final LongAdder refusedConnections = new LongAdder();
    /** {@code refused-unknown-topic}: messages to a topic that matches no pattern. */
    final LongAdder refusedUnknownTopic = new LongAdder();
    /** {@code refused-not-authorised}: messages to a stadium that the device may not publish under. */
    final LongAdder refusedNotAuthorised = new LongAdder();
    /** {@code refused-malformed}: packets that break the protocol or are too large; each ended its connection. */
    final LongAdder refusedMalformed = new LongAdder();
    /** {@code refused-unsupported}: what a front door does not do: QoS 2, retained messages, subscriptions. */
    final LongAdder refusedUnsupported = new LongAdder();

    /** Makes the counters visible. {@code queued}, the records waiting for Connect, is read from the given source. */
    void register(PluginMetrics registry, LongSupplier queued) {
        add(registry, "messages", "MQTT messages taken", messages::sum);
        add(registry, "readings", "Records made of the messages", readings::sum);
        add(registry, "acknowledged", "Records that Kafka has confirmed", acknowledged::sum);
        add(
                registry,
                "acknowledged-messages",
                "Messages of which Kafka has confirmed every record",
                acknowledgedMessages::sum);
        add(registry, "dropped", "Records that Connect did not write", dropped::sum);
        add(registry, "bytes", "Payload bytes of the messages taken", bytes::sum);
        add(registry, "connections", "Connections open now", connections::sum);
        add(registry, "paused", "Times a connection was not read because too much was in flight", paused::sum);
        add(registry, "queued", "Records waiting for Connect now", queued);
        add(registry, "refused-connections", "CONNECTs turned away", refusedConnections::sum);
        add(registry, "refused-unknown-topic", "Messages to a topic of no pattern", refusedUnknownTopic::sum);
        add(
                registry,
                "refused-not-authorised",
                "Messages to a stadium that is not the device's",
                refusedNotAuthorised::sum);
        add(registry, "refused-malformed", "Packets that break the protocol", refusedMalformed::sum);
        add(
                registry,
                "refused-unsupported",
                "Requests for QoS 2, retained messages or subscriptions",
                refusedUnsupported::sum);
    }

    private static void add(PluginMetrics registry, String name, String description, LongSupplier value) {
        registry.addMetric(registry.metricName(name, description, new LinkedHashMap<>()), (Gauge<Long>)
                (config, now) -> value.getAsLong());
    }
}
