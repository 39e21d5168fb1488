package io.pitchside.model.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;

/**
 * A record that could not be used, with the reason and its original bytes. Event id: {@code topic/partition/offset}.
 *
 * @param reason the stable code of the reason ({@link ReadingProblem}'s text form)
 * @param message what is wrong, and where, for a person
 * @param byteOffset where in the payload the problem was found; -1 where that has no meaning
 * @param payload the original bytes (base64 in JSON), cut at {@link #PAYLOAD_BYTES_MAX}
 * @param at when the front door took the record, epoch milliseconds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeadLetter(
        String pipeline,
        String source,
        String reason,
        String message,
        String topic,
        int partition,
        long offset,
        int byteOffset,
        String key,
        byte[] payload,
        long at) {
    /** The record itself stays in Kafka and the lake; a dead letter shows this much of it. */
    public static final int PAYLOAD_BYTES_MAX = 64 * 1024;

    public DeadLetter {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(reason, "reason");
        requireNonNull(payload, "payload");
        if (payload.length > PAYLOAD_BYTES_MAX) {
            payload = Arrays.copyOf(payload, PAYLOAD_BYTES_MAX);
        }
    }

    public String eventId() {
        return topic + "/" + partition + "/" + offset;
    }
}
