package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenPublishTest {
    private static final String TOPIC = "stadiums/s1/matches/m1/players/p7/readings";
    private static final String READING = "{\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";

    @Test
    void aMqtt5MessageIsAcknowledgedWhenItsRecordIsWrittenAndNotBefore() throws InterruptedException {
        try (RunningTask running = RunningTask.listening()) {
            Mqtt5AsyncClient client = MqttClient.builder()
                    .identifier("tag-7")
                    .serverHost("127.0.0.1")
                    .serverPort(running.port())
                    .useMqttVersion5()
                    .buildAsync();
            client.connect().join();
            CompletableFuture<Mqtt5PublishResult> result = client.publishWith()
                    .topic(TOPIC)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(READING.getBytes(UTF_8))
                    .userProperties()
                    .add("source", "load")
                    .applyUserProperties()
                    .send();

            SourceRecord record = running.poll(1).get(0);
            assertThat(RunningTask.value(record)).isEqualTo(READING);
            assertThat(RunningTask.header(record, "source")).isEqualTo("load");
            assertThat(result).isNotDone();
            running.commit(record);

            assertThat(result.join().getError()).isEmpty();
            client.disconnect().join();
        }
    }

    @Test
    void aMqtt3ClientCanPublishToo() throws InterruptedException {
        try (RunningTask running = RunningTask.listening()) {
            Mqtt3AsyncClient client = MqttClient.builder()
                    .serverHost("127.0.0.1")
                    .serverPort(running.port())
                    .useMqttVersion3()
                    .buildAsync();
            client.connect().join();
            CompletableFuture<?> result = client.publishWith()
                    .topic(TOPIC)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(READING.getBytes(UTF_8))
                    .send();

            running.commit(running.poll(1).get(0));

            result.join();
            client.disconnect().join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void acknowledgementsComeInTheOrderOfTheMessages(int version) throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), version, "c")) {
            for (int id = 1; id <= 50; id++) {
                client.send(client.publish(id, TOPIC, READING));
            }
            List<SourceRecord> records = new ArrayList<>(running.poll(50));
            SourceRecord first = records.remove(0);
            Collections.reverse(records);

            records.forEach(running::commit);
            client.send(RawClient.packet(0xC0, new byte[0]));
            assertThat(client.read().type()).as("only the ping is answered").isEqualTo(RawClient.PINGRESP);
            running.commit(first);

            for (int id = 1; id <= 50; id++) {
                RawClient.Packet packet = client.read();
                assertThat(packet.type()).isEqualTo(RawClient.PUBACK);
                assertThat(packet.packetId()).isEqualTo(id);
            }
        }
    }

    @Test
    void anArrayIsAcknowledgedAfterItsLastRecord() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), 4, "c")) {
            client.send(client.publish(9, TOPIC, "[" + READING + "," + READING + "," + READING + "]"));
            List<SourceRecord> records = running.poll(3);

            running.commit(records.get(2));
            running.commit(records.get(0));
            client.send(RawClient.packet(0xC0, new byte[0]));
            assertThat(client.read().type()).isEqualTo(RawClient.PINGRESP);
            running.commit(records.get(1));

            assertThat(client.read().packetId()).isEqualTo(9);
            assertThat(running.metrics().readings.sum()).isEqualTo(3);
            assertThat(running.metrics().acknowledged.sum()).isEqualTo(3);
            assertThat(running.metrics().acknowledgedMessages.sum()).isEqualTo(1);
        }
    }

    @Test
    void aRecordThatATransformationDroppedCompletesItsMessage() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), 5, "c")) {
            client.send(client.publish(1, TOPIC, READING));

            running.task.commitRecord(running.poll(1).get(0), null);

            assertThat(client.read().type()).isEqualTo(RawClient.PUBACK);
            assertThat(running.metrics().dropped.sum()).isEqualTo(1);
            assertThat(running.metrics().acknowledged.sum()).isZero();
        }
    }

    @Test
    void qos0IsTakenAndNotAcknowledged() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), 4, "c")) {
            client.send(
                    client.publish(0x30, 0, TOPIC, new byte[0], READING.getBytes(UTF_8)),
                    client.publish(3, TOPIC, READING));

            running.poll(2).forEach(running::commit);

            assertThat(client.read().packetId()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aTopicOfNoPatternIsCountedAndAcknowledgedInItsTurn(int version) throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), version, "c")) {
            client.send(client.publish(1, TOPIC, READING), client.publish(2, "weather/today", "{}"));
            SourceRecord record = running.poll(1).get(0);
            assertThat(client.hasSomethingToRead()).isFalse();

            running.commit(record);

            assertThat(client.read().packetId()).isEqualTo(1);
            RawClient.Packet refused = client.read();
            assertThat(refused.packetId()).isEqualTo(2);
            if (version == 5) {
                assertThat(refused.at(2)).isEqualTo(0x90);
                assertThat(refused.text()).contains("matches neither pattern");
            }
            assertThat(running.metrics().refusedUnknownTopic.sum()).isEqualTo(1);
            assertThat(running.metrics().messages.sum()).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatIsCutOffLeavesNothing() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening()) {
            RawClient cut = RawClient.admitted(running.port(), 5, "c1");
            byte[] publish = cut.publish(1, TOPIC, "[" + READING + "," + READING + "]");
            cut.send(java.util.Arrays.copyOf(publish, publish.length - 5));
            cut.close();
            await().until(() -> running.metrics().connections.sum() == 0);
            try (RawClient whole = RawClient.admitted(running.port(), 5, "c2")) {
                whole.send(whole.publish(1, TOPIC, READING));

                assertThat(running.poll(1)).hasSize(1);
                assertThat(running.metrics().readings.sum()).isEqualTo(1);
            }
        }
    }

    @Test
    void aMessageMayArriveByteByByteAndRightBehindTheConnect() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = new RawClient(running.port(), 5)) {
            byte[] connect = RawClient.connect(5, "c", 0x02, 60, new byte[0]);
            client.send(connect, client.publish(1, TOPIC, READING));
            for (byte b : client.publish(2, TOPIC, READING)) {
                client.send(new byte[] {b});
            }

            running.poll(2).forEach(running::commit);

            assertThat(client.read().type()).isEqualTo(RawClient.CONNACK);
            assertThat(client.read().packetId()).isEqualTo(1);
            assertThat(client.read().packetId()).isEqualTo(2);
        }
    }

    @Test
    void aClientIsNotReadWhileTooMuchOfItIsInFlightAndReadAgainAfter() throws Exception {
        try (RunningTask running = RunningTask.listening("inflight.bytes.max", "65536");
                RawClient client = RawClient.admitted(running.port(), 4, "c")) {
            int count = 20_000;
            Thread sender = new Thread(() -> sendAll(client, count));
            sender.start();

            await().until(() -> running.metrics().paused.sum() == 1);
            List<SourceRecord> records = new ArrayList<>();
            await().during(java.time.Duration.ofMillis(300)).until(() -> {
                List<SourceRecord> more = running.task.poll();
                records.addAll(more == null ? List.of() : more);
                return running.metrics().messages.sum() < 2_000;
            });
            records.forEach(running::commit);
            int written = records.size();
            while (written < count) {
                List<SourceRecord> more = running.poll(1);
                more.forEach(running::commit);
                written += more.size();
            }

            for (int i = 0; i < count; i++) {
                assertThat(client.read().packetId()).isEqualTo(1 + i % 60_000);
            }
            sender.join();
            assertThat(running.metrics().messages.sum()).isEqualTo(count);
        }
    }

    @Test
    void nobodyIsReadWhileTheQueueIsFullAndEverybodyAfter() throws Exception {
        try (RunningTask running = RunningTask.listening("queue.records.max", "100");
                RawClient one = RawClient.admitted(running.port(), 4, "c1");
                RawClient two = RawClient.admitted(running.port(), 5, "c2")) {
            int count = 3_000;
            Thread first = new Thread(() -> sendAll(one, count));
            Thread second = new Thread(() -> sendAll(two, count));
            first.start();
            second.start();

            await().until(() -> running.door().connections().pausedCount() == 2);
            assertThat(running.metrics().messages.sum()).isLessThan(count);
            running.poll(2 * count).forEach(running::commit);

            for (int i = 0; i < count; i++) {
                assertThat(one.read().packetId()).isEqualTo(i + 1);
                assertThat(two.read().packetId()).isEqualTo(i + 1);
            }
            first.join();
            second.join();
        }
    }

    private static void sendAll(RawClient client, int count) {
        try {
            for (int i = 0; i < count; i++) {
                client.send(client.publish(1 + i % 60_000, TOPIC, READING));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theCountersAreConnectMetrics() throws IOException, InterruptedException {
        try (RunningTask running = RunningTask.listening();
                RawClient client = RawClient.admitted(running.port(), 4, "c")) {
            client.send(client.publish(1, TOPIC, READING));
            running.poll(1).forEach(running::commit);

            assertThat(running.context.registry.metrics().entrySet().stream()
                            .filter(entry -> entry.getKey().group().equals("plugins"))
                            .map(entry -> entry.getKey().name() + "="
                                    + entry.getValue().metricValue()))
                    .contains("messages=1", "readings=1", "acknowledged=1", "connections=1", "refused-malformed=0");
        }
    }
}
