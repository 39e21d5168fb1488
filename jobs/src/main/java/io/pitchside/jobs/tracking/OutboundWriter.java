package io.pitchside.jobs.tracking;

import io.pitchside.model.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes a Kafka record of an {@link Outbound}. */
final class OutboundWriter implements KafkaRecordSerializationSchema<Outbound> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Outbound outbound, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                outbound.topic, outbound.partition < 0 ? null : outbound.partition, outbound.key, outbound.value);
        String source = outbound.source;
        if (source != null) {
            record.headers()
                    .add(EventHeaders.SOURCE, source.getBytes(StandardCharsets.UTF_8))
                    .add(
                            EventHeaders.INGESTED_AT,
                            Long.toString(outbound.ingestedAtUs).getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }
}
