package io.pitchside.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.app.embedded.KafkaClients;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keeps for ever what the definition of this start stands for, so that a number of years ago can say how it was made. */
public final class DefinitionWriter {
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private DefinitionWriter() {}

    /**
     * Writes the definition if the store does not know its version yet.
     *
     * @return whether it was written
     * @throws IOException if Kafka does not take it
     */
    public static boolean write(TrackingRules rules, TimeSeriesStore store, KafkaClients kafka, Clock clock)
            throws IOException, StoreUnavailableException, StoreAccessException, InterruptedException {
        String version = rules.definitionVersion();
        if (store.definitions().stream()
                .anyMatch(known -> known.definitionVersion().equals(version))) {
            return false;
        }
        MetricDefinition definition =
                new MetricDefinition(version, new String(EventJson.bytes(rules), UTF_8), clock.millis());
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            producer.send(new ProducerRecord<>(
                            Topics.METRIC_DEFINITIONS, version.getBytes(UTF_8), EventJson.bytes(definition)))
                    .get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the definition " + version + " could not be written: " + e.getMessage(), e);
        }
    }
}
