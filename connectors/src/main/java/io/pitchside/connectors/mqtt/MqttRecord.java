package io.pitchside.connectors.mqtt;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** A record that knows the message it came from, so that the message can be acknowledged once Kafka has the record. */
final class MqttRecord extends SourceRecord {
    /** MQTT has no position to resume from: what is not acknowledged is sent again by the device or the broker. */
    private static final Map<String, String> NO_PARTITION = Map.of("front-door", "mqtt");

    private static final Map<String, Long> NO_POSITION = Map.of("position", 0L);
    /** What a record costs in memory beside its value: key, headers, and the objects around them. */
    private static final int OVERHEAD_BYTES = 512;

    private final transient Delivery delivery;
    private final int bytes;

    MqttRecord(Delivery delivery, String topic, Integer partition, byte[] key, byte[] value, ConnectHeaders headers) {
        super(
                NO_PARTITION,
                NO_POSITION,
                topic,
                partition,
                Schema.BYTES_SCHEMA,
                key,
                Schema.BYTES_SCHEMA,
                value,
                null,
                headers);
        this.delivery = delivery;
        this.bytes = value.length + OVERHEAD_BYTES;
    }

    Delivery delivery() {
        return delivery;
    }

    /** Roughly what the record keeps in memory. */
    int bytes() {
        return bytes;
    }
}
