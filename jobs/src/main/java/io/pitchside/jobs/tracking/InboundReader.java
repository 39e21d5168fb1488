package io.pitchside.jobs.tracking;

import io.pitchside.model.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes an {@link Inbound} of a Kafka record. One instance per source task. */
final class InboundReader implements KafkaRecordDeserializationSchema<Inbound> {
    private static final long serialVersionUID = 1;
    /** Keys and sources that were seen, so that a reading makes no new strings; emptied when full. */
    private static final int KNOWN_MAX = 50_000;

    private transient Map<Text, Names> names;
    private transient Map<Text, String> sources;
    private transient Text probe;

    /** The two parts of a key. */
    private record Names(byte[] key, String matchId, String playerId) {}

    /** Bytes as a key of a map; the probe is filled anew for each look-up. */
    private static final class Text {
        private byte[] bytes;
        private int hash;

        Text(byte[] bytes) {
            set(bytes);
        }

        Text set(byte[] newBytes) {
            bytes = newBytes;
            hash = Arrays.hashCode(newBytes);
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(bytes, text.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        open();
    }

    /** Makes it ready where no Flink is around. */
    void open() {
        names = new HashMap<>();
        sources = new HashMap<>();
        probe = new Text(new byte[0]);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
        Inbound inbound = new Inbound();
        inbound.partition = record.partition();
        inbound.offset = record.offset();
        Names known = names(record.key() == null ? new byte[0] : record.key());
        inbound.key = known.key;
        inbound.matchId = known.matchId;
        inbound.playerId = known.playerId;
        inbound.value = record.value() == null ? new byte[0] : record.value();
        inbound.ingestedAtUs = record.timestamp() * 1000;
        for (Header header : record.headers()) {
            byte[] value = header.value();
            switch (header.key()) {
                case EventHeaders.SOURCE -> inbound.source = source(value);
                case EventHeaders.INGESTED_AT -> inbound.ingestedAtUs = number(value, inbound.ingestedAtUs);
                case EventHeaders.HISTORIC -> inbound.historic = true;
                case EventHeaders.SENDER_PROBLEM -> inbound.senderProblem = new String(value, StandardCharsets.UTF_8);
                case EventHeaders.CONTROL -> inbound.control = true;
                default -> {
                    // Other headers are for others.
                }
            }
        }
        out.collect(inbound);
    }

    private Names names(byte[] key) {
        Names known = names.get(probe.set(key));
        if (known != null) {
            return known;
        }
        if (names.size() >= KNOWN_MAX) {
            names.clear();
        }
        int slash = AcceptedReadingWriter.slash(key);
        Names fresh = new Names(
                key,
                new String(key, 0, slash, StandardCharsets.UTF_8),
                slash >= key.length ? "" : new String(key, slash + 1, key.length - slash - 1, StandardCharsets.UTF_8));
        names.put(new Text(key), fresh);
        return fresh;
    }

    private String source(byte[] value) {
        String known = sources.get(probe.set(value));
        if (known == null) {
            if (sources.size() >= KNOWN_MAX) {
                sources.clear();
            }
            known = new String(value, StandardCharsets.UTF_8);
            sources.put(new Text(value), known);
        }
        return known;
    }

    private static long number(byte[] digits, long otherwise) {
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9' || number > Long.MAX_VALUE / 10 - 1) {
                return otherwise;
            }
            number = number * 10 + (digit - '0');
        }
        return digits.length == 0 ? otherwise : number;
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return Types.POJO(Inbound.class);
    }
}
