package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pitchside.connectors.mqtt.FakeBroker.Connected;
import io.pitchside.connectors.mqtt.RawClient.Packet;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeTest {
    private static final String TOPIC = "stadiums/s1/matches/m1/players/p7/readings";
    private static final String READING = "{\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";

    private static RunningTask subscribing(FakeBroker broker, int protocol, String... more) {
        String[] settings = {
            "mode",
            "subscribe",
            "url",
            broker.url(),
            "protocol",
            protocol == 5 ? "5" : "3",
            "client.id",
            "door",
            "username",
            "site",
            "password",
            "hunter22"
        };
        String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return RunningTask.listening(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aMessageIsAcknowledgedToTheBrokerWhenItsRecordsAreWritten(int version) throws Exception {
        try (FakeBroker broker = new FakeBroker(version);
                RunningTask running = subscribing(broker, version);
                Connected connected = broker.accept(false)) {
            RawClient client = connected.client();
            assertThat(connected.connect().text())
                    .contains("door")
                    .contains("site")
                    .contains("hunter22");
            assertThat(connected.connect().at(7) & 0x02).as("clean start").isZero();
            assertThat(connected.grant(1))
                    .contains("stadiums/+/matches/+/players/+/readings")
                    .contains("stadiums/+/matches/+/readings");

            client.send(client.publish(7, TOPIC, "[" + READING + "," + READING + "]"));
            List<SourceRecord> records = running.poll(2);
            running.commit(records.get(1));
            assertThat(client.hasSomethingToRead()).isFalse();
            running.commit(records.get(0));

            Packet acknowledgement = client.read();
            assertThat(acknowledgement.type()).isEqualTo(RawClient.PUBACK);
            assertThat(acknowledgement.packetId()).isEqualTo(7);
            assertThat(RunningTask.key(records.get(0))).isEqualTo("m1/p7");
        }
    }

    @Test
    void userPropertiesAreRead() throws Exception {
        try (FakeBroker broker = new FakeBroker(5);
                RunningTask running = subscribing(broker, 5);
                Connected connected = broker.accept(true)) {
            RawClient client = connected.client();
            client.send(client.publish(
                    0x32, 7, TOPIC, RawClient.userProperty("sender-problem", "broken"), READING.getBytes(UTF_8)));

            SourceRecord record = running.poll(1).get(0);

            assertThat(RunningTask.key(record)).isEqualTo("m1/?");
            assertThat(RunningTask.header(record, "sender-problem")).isEqualTo("broken");
        }
    }

    @Test
    void afterALostConnectionItComesBackAndSubscribesAgainIfTheSessionIsGone() throws Exception {
        try (FakeBroker broker = new FakeBroker(5);
                RunningTask running = subscribing(broker, 5)) {
            try (Connected connected = broker.accept(false)) {
                connected.grant(1);
                connected.client().send(connected.client().publish(1, TOPIC, READING));
                running.poll(1);
            }
            try (Connected again = broker.accept(false)) {
                assertThat(again.grant(1)).contains("stadiums/+");
                again.client().send(again.client().publish(1, TOPIC, READING));
                running.poll(1).forEach(running::commit);
                assertThat(again.client().read().type()).isEqualTo(RawClient.PUBACK);
                assertThat(running.metrics().connections.sum()).isEqualTo(1);
            }
        }
    }

    @Test
    void aLateCommitOfALostConnectionDoesNoHarm() throws Exception {
        try (FakeBroker broker = new FakeBroker(5);
                RunningTask running = subscribing(broker, 5)) {
            List<SourceRecord> old;
            try (Connected connected = broker.accept(false)) {
                connected.grant(1);
                connected.client().send(connected.client().publish(1, TOPIC, READING));
                old = running.poll(1);
            }
            try (Connected again = broker.accept(true)) {
                old.forEach(running::commit);
                again.client().send(again.client().publish(2, TOPIC, READING));
                running.poll(1).forEach(running::commit);
                Packet packet = again.client().read();
                while (packet.packetId() != 2) {
                    packet = again.client().read();
                }
                assertThat(packet.type()).isEqualTo(RawClient.PUBACK);
            }
        }
    }

    @Test
    void aBrokerThatRefusesTheSubscriptionFailsTheTask() throws Exception {
        try (FakeBroker broker = new FakeBroker(5);
                RunningTask running = subscribing(broker, 5);
                Connected connected = broker.accept(false)) {
            connected.grant(0x87);

            assertThatThrownBy(() -> running.poll(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused the subscription");
        }
    }

    @Test
    void aBrokerThatIsNotThereYetIsWaitedFor() throws Exception {
        int port;
        try (FakeBroker broker = new FakeBroker(5)) {
            port = broker.port();
        }
        try (RunningTask running = RunningTask.listening("mode", "subscribe", "url", "tcp://127.0.0.1:" + port);
                FakeBroker broker = new FakeBroker(5, port);
                Connected connected = broker.accept(false)) {
            assertThat(connected.grant(1)).contains("stadiums/+");
            assertThat(running.task.poll()).isNull();
        }
    }

    @Test
    void stoppingAcknowledgesNothingAndLeavesTheSession() throws Exception {
        try (FakeBroker broker = new FakeBroker(5)) {
            RunningTask running = subscribing(broker, 5);
            try (Connected connected = broker.accept(false)) {
                connected.grant(1);
                connected.client().send(connected.client().publish(1, TOPIC, READING));
                running.poll(1);

                running.close();

                Packet end = connected.client().read();
                assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
                assertThat(end.body())
                        .as("normal, and no word about the session")
                        .hasSizeLessThan(2);
                assertThat(connected.client().read().type()).isEqualTo(RawClient.CLOSED);
            }
            RunningTask next = subscribing(broker, 5);
            try (Connected again = broker.accept(true)) {
                again.client().send(again.client().publish(0x3A, 1, TOPIC, new byte[0], READING.getBytes(UTF_8)));
                next.poll(1).forEach(next::commit);
                Packet packet = again.client().read();
                while (packet.type() != RawClient.PUBACK) {
                    packet = again.client().read();
                }
                assertThat(packet.packetId()).isEqualTo(1);
            } finally {
                next.close();
            }
        }
    }

    @Test
    void aTaskThatStopsWhileItReconnectsStaysAway() throws Exception {
        int port;
        try (FakeBroker broker = new FakeBroker(5)) {
            port = broker.port();
        }
        RunningTask running = RunningTask.listening("mode", "subscribe", "url", "tcp://127.0.0.1:" + port);
        await().until(() -> ((SubscribeDoor) requireNonNull(running.task.door())).failedTries() > 0);
        running.close();
        try (FakeBroker broker = new FakeBroker(5, port)) {
            broker.timeout(2_000);

            assertThatThrownBy(() -> broker.accept(false)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFullQueueStopsTheBrokerAndNothingIsLost() throws Exception {
        try (FakeBroker broker = new FakeBroker(5);
                RunningTask running = subscribing(broker, 5, "queue.records.max", "50");
                Connected connected = broker.accept(false)) {
            connected.grant(1);
            RawClient client = connected.client();
            for (int id = 1; id <= 500; id++) {
                client.send(client.publish(id, TOPIC, READING));
            }
            await().until(() -> running.metrics().messages.sum() >= 50);
            assertThat(running.metrics().messages.sum()).isEqualTo(50);

            running.poll(500).forEach(running::commit);

            for (int id = 1; id <= 500; id++) {
                assertThat(client.read().packetId()).isEqualTo(id);
            }
        }
    }
}
