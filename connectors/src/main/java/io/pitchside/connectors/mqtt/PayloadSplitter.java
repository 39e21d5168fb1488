package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.ReadingProblem;
import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.model.tracking.ReadingScanner.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * Makes records of a message's payload, in both modes of the connector: one per reading, with key, partition and
 * headers as {@code sensor-readings} wants them. What cannot be read becomes a record too, under the key
 * {@code match_id/?}, so that the job can tell about it: nothing is dropped here. Not thread-safe; one per thread that
 * receives messages.
 */
final class PayloadSplitter {
    private static final byte[] TRUE = "true".getBytes(UTF_8);

    private final String topic;
    private final LongSupplier clockMicros;
    private final ReadingScanner scanner = new ReadingScanner();
    private final ArrayElements elements = new ArrayElements();

    /**
     * @param topic the Kafka topic of the records
     * @param clockMicros the wall clock, microseconds since the epoch
     */
    PayloadSplitter(String topic, LongSupplier clockMicros) {
        this.topic = topic;
        this.clockMicros = clockMicros;
    }

    /**
     * Appends the records of one message to {@code out} and tells the delivery how many they are: at least one.
     *
     * @param payload the message's bytes; kept by the records, so the caller must not change them any more
     */
    void split(
            TopicRoute route, byte[] payload, MessageProperties properties, Delivery delivery, List<MqttRecord> out) {
        int before = out.size();
        byte[] ingestedAt = digits(clockMicros.getAsLong());
        if (properties.senderProblem() != null) {
            ConnectHeaders headers = headers(properties, ingestedAt);
            headers.addBytes(EventHeaders.SENDER_PROBLEM, properties.senderProblem());
            out.add(record(delivery, route, route.unreadableKey(), payload, headers));
        } else if (ArrayElements.isArray(payload)) {
            elements.begin(payload);
            while (elements.next()) {
                byte[] value = Arrays.copyOfRange(payload, elements.start(), elements.end());
                if (value.length == 0 && out.size() == before) {
                    break; // an opening bracket and nothing else: the whole says more than the empty rest
                }
                out.add(
                        elements.malformed()
                                ? unreadable(route, value, properties, ingestedAt, delivery)
                                : reading(route, value, properties, ingestedAt, delivery));
            }
            if (out.size() == before) {
                out.add(unreadable(route, payload, properties, ingestedAt, delivery));
            }
        } else {
            out.add(reading(route, payload, properties, ingestedAt, delivery));
        }
        delivery.expect(out.size() - before);
    }

    private MqttRecord reading(
            TopicRoute route, byte[] value, MessageProperties properties, byte[] ingestedAt, Delivery delivery) {
        boolean usable = scanner.scan(value, 0, value.length);
        byte[] key = usable ? keyOfUsable(route) : keyOfRefused(route);
        ConnectHeaders headers = headers(properties, ingestedAt);
        if (usable && key != route.unreadableKey()) {
            headers.addBytes(EventHeaders.EVENT_ID, eventId(route, key));
        }
        return record(delivery, route, key, value, headers);
    }

    private MqttRecord unreadable(
            TopicRoute route, byte[] value, MessageProperties properties, byte[] ingestedAt, Delivery delivery) {
        return record(delivery, route, route.unreadableKey(), value, headers(properties, ingestedAt));
    }

    private MqttRecord record(Delivery delivery, TopicRoute route, byte[] key, byte[] value, ConnectHeaders headers) {
        return new MqttRecord(delivery, topic, route.partition(), key, value, headers);
    }

    private static ConnectHeaders headers(MessageProperties properties, byte[] ingestedAt) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addBytes(EventHeaders.SOURCE, properties.source());
        headers.addBytes(EventHeaders.INGESTED_AT, ingestedAt);
        if (properties.historic()) {
            headers.addBytes(EventHeaders.HISTORIC, TRUE);
        }
        return headers;
    }

    private byte[] keyOfUsable(TopicRoute route) {
        if (route.player() != null) {
            return route.key();
        }
        int start = scanner.start(Slice.PLAYER_ID);
        int end = scanner.end(Slice.PLAYER_ID);
        boolean named = scanner.has(Slice.PLAYER_ID) && !(end - start == 1 && scanner.buffer()[start] == '?');
        return named ? route.keyOf(scanner.buffer(), start, end) : route.unreadableKey();
    }

    /** A record that names its player keeps the player's key even if the reading itself is refused: it helps the search. */
    private byte[] keyOfRefused(TopicRoute route) {
        ReadingProblem problem = scanner.problem();
        if (problem == ReadingProblem.INVALID_JSON) {
            return route.unreadableKey();
        }
        if (route.player() != null) {
            return route.key();
        }
        // Only for these two did the scanner read the whole object, so that its slices stand.
        boolean readWhole = problem == ReadingProblem.MISSING_FIELD || problem == ReadingProblem.OUT_OF_RANGE;
        if (readWhole && scanner.hasPlayerId() && TopicPattern.isId(scanner.playerId())) {
            return keyOfUsable(route);
        }
        return route.unreadableKey();
    }

    /** {@code match_id/sensor_id/ts/seq} from the topic's match and the bytes just scanned. */
    private byte[] eventId(TopicRoute route, byte[] key) {
        byte[] prefix = route.matchPrefix();
        byte[] text = scanner.buffer();
        boolean named = scanner.has(Slice.SENSOR_ID);
        // A record without a sensor_id comes from the sensor that is called like its player.
        byte[] sensorText = named ? text : key;
        int sensorStart = named ? scanner.start(Slice.SENSOR_ID) : prefix.length;
        int sensorLength = (named ? scanner.end(Slice.SENSOR_ID) : key.length) - sensorStart;
        int tsStart = scanner.start(Slice.TIME);
        int tsLength = scanner.end(Slice.TIME) - tsStart;
        int seqStart = scanner.start(Slice.SEQ_NUMBER);
        if (text[seqStart] == '-') {
            seqStart++; // a usable seq is not negative: this is -0
        }
        int seqLength = scanner.end(Slice.SEQ_NUMBER) - seqStart;
        byte[] id = new byte[prefix.length + sensorLength + 1 + tsLength + 1 + seqLength];
        System.arraycopy(prefix, 0, id, 0, prefix.length);
        int at = prefix.length;
        System.arraycopy(sensorText, sensorStart, id, at, sensorLength);
        at += sensorLength;
        id[at++] = '/';
        System.arraycopy(text, tsStart, id, at, tsLength);
        at += tsLength;
        id[at++] = '/';
        System.arraycopy(text, seqStart, id, at, seqLength);
        return id;
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
