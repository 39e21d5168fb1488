package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The way of one event as it is found, hop by hop. One per trace; not thread-safe. */
final class Hops {
    private static final long NO_TIME = -1;

    private final ArrayNode hops = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode lookedAt = JsonNodeFactory.instance.arrayNode();
    private long before = NO_TIME;

    /** Notes what was searched, for whoever gets no answer. */
    void lookedAt(String what) {
        lookedAt.add(what);
    }

    void lookedAt(TopicPartition partition, long from, long to) {
        lookedAt.add("topic " + partition.topic() + ", partition " + partition.partition() + ", offsets " + from
                + " to " + to);
    }

    boolean any() {
        return !hops.isEmpty();
    }

    /** The front door of a raw record, as its headers tell it. */
    void frontDoor(ConsumerRecord<byte[], byte[]> raw) {
        String source = header(raw, EventHeaders.SOURCE).orElse("unknown source");
        ObjectNode hop = hops.addObject().put("hop", "front-door").put("where", source);
        Optional<Long> ingestedAt = header(raw, EventHeaders.INGESTED_AT)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(digits -> Long.parseLong(digits) / 1000);
        ingestedAt.ifPresent(at -> timed(hop, at));
        if (header(raw, EventHeaders.HISTORIC).isPresent()) {
            hop.put("detail", "historic: its time is not held against its receipt");
        }
    }

    /** A record of a topic; its time is when the broker appended it. */
    void topic(ConsumerRecord<byte[], byte[]> record, String detail) {
        ObjectNode hop = hops.addObject()
                .put("hop", "topic")
                .put("where", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
        timed(hop, record.timestamp());
        hop.put("detail", detail);
    }

    /** A row of a store. Stores do not note when they took a row. */
    void store(String table, String detail) {
        hops.addObject().put("hop", "store").put("where", table).put("detail", detail);
    }

    private void timed(ObjectNode hop, long at) {
        hop.put("at", at);
        if (before != NO_TIME) {
            hop.put("delay_ms", at - before);
        }
        before = at;
    }

    ObjectNode json(String eventId, long tookMs) {
        ObjectNode trace = JsonNodeFactory.instance.objectNode();
        trace.put("event_id", eventId).put("found", any()).put("took_ms", tookMs);
        trace.set("hops", hops);
        trace.set("looked_at", lookedAt);
        return trace;
    }

    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
