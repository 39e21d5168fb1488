package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import io.pitchside.connectors.mqtt.RawClient.Packet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenRefusalTest {
    private static final String TOPIC = "stadiums/s1/matches/m1/players/p7/readings";
    private static final String READING = "{\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";
    private static final int WILL = 0x04;

    private RunningTask running = RunningTask.listening("message.bytes.max", "4096", "connections.max", "3");

    @AfterEach
    void close() {
        running.close();
    }

    private Packet answerTo(int version, byte[] connect) throws IOException {
        try (RawClient client = new RawClient(running.port(), version)) {
            client.send(connect);
            return client.read();
        }
    }

    private Packet endOf(RawClient client, byte[]... packets) throws IOException {
        client.send(packets);
        Packet packet = client.read();
        if (packet.type() != RawClient.CLOSED) {
            assertThat(client.read().type()).isEqualTo(RawClient.CLOSED);
        }
        return packet;
    }

    @Test
    void aMqtt5ClientIsToldWhatTheFrontDoorDoesNotDo() {
        Mqtt5BlockingClient client = MqttClient.builder()
                .serverHost("127.0.0.1")
                .serverPort(running.port())
                .useMqttVersion5()
                .buildBlocking();

        Mqtt5ConnAck answer = client.connectWith()
                .noKeepAlive()
                .sessionExpiryInterval(1_000)
                .cleanStart(false)
                .send();

        assertThat(answer.isSessionPresent()).isFalse();
        assertThat(answer.getSessionExpiryInterval()).hasValue(0);
        assertThat(answer.getAssignedClientIdentifier()).isPresent();
        assertThat(answer.getServerKeepAlive()).hasValue(Handshake.KEEP_ALIVE_S_MAX);
        assertThat(answer.getRestrictions().getMaximumQos().getCode()).isEqualTo(1);
        assertThat(answer.getRestrictions().isRetainAvailable()).isFalse();
        assertThat(answer.getRestrictions().getMaximumPacketSize()).isEqualTo(4096);
        assertThat(answer.getRestrictions().getTopicAliasMaximum()).isZero();
        assertThat(answer.getRestrictions().isWildcardSubscriptionAvailable()).isFalse();
        assertThat(answer.getRestrictions().isSharedSubscriptionAvailable()).isFalse();
        client.disconnect();
    }

    @Test
    void otherProtocolVersionsAreRefused() throws IOException {
        RawClient.Bytes old = new RawClient.Bytes()
                .text("MQIsdp")
                .number(3, 1)
                .number(2, 1)
                .number(60, 2)
                .text("c");

        assertThat(answerTo(4, RawClient.packet(0x10, old.toByteArray())).at(1)).isEqualTo(1);
        assertThat(answerTo(4, RawClient.connect(6, "c", 2, 60, new byte[0])).at(1))
                .isEqualTo(1);
        assertThat(running.metrics().refusedConnections.sum()).isEqualTo(2);
    }

    @Test
    void aDurableSessionNeedsAClientIdentifier() throws IOException {
        assertThat(answerTo(4, RawClient.connect(4, "", 0, 60, new byte[0])).at(1))
                .isEqualTo(2);
        assertThat(answerTo(4, RawClient.connect(4, "", 2, 60, new byte[0])).at(1))
                .isZero();
        assertThat(answerTo(4, RawClient.connect(4, "x".repeat(300), 2, 60, new byte[0]))
                        .at(1))
                .isEqualTo(2);
    }

    @Test
    void aWillIsRefusedWhereThatCanBeSaidAndElseIgnored() throws IOException {
        byte[] will3 = new RawClient.Bytes().text("gone").text("bye").toByteArray();
        byte[] will5 = new RawClient.Bytes().number(0, 1).bytes(will3).toByteArray();

        Packet plain = answerTo(5, RawClient.connect(5, "c", 2 | WILL, 60, will5));
        Packet qos2 = answerTo(5, RawClient.connect(5, "c", 2 | WILL | 0x10, 60, will5));
        Packet retained = answerTo(5, RawClient.connect(5, "c", 2 | WILL | 0x20, 60, will5));
        Packet ignored = answerTo(4, RawClient.connect(4, "c", 2 | WILL, 60, will3));

        assertThat(plain.at(1)).isEqualTo(0x83);
        assertThat(plain.text()).contains("will");
        assertThat(qos2.at(1)).isEqualTo(0x9B);
        assertThat(retained.at(1)).isEqualTo(0x9A);
        assertThat(ignored.at(1)).isZero();
    }

    @Test
    void somethingElseThanAConnectIsCutOff() throws IOException {
        try (RawClient client = new RawClient(running.port(), 4);
                RawClient web = new RawClient(running.port(), 4)) {
            assertThat(endOf(client, client.publish(1, TOPIC, READING)).type()).isEqualTo(RawClient.CLOSED);
            assertThat(endOf(web, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)).type())
                    .isEqualTo(RawClient.CLOSED);
        }
        assertThat(running.metrics().refusedMalformed.sum()).isEqualTo(2);
    }

    @Test
    void aSecondConnectIsAProtocolError() throws IOException {
        try (RawClient five = RawClient.admitted(running.port(), 5, "c5");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            Packet end5 = endOf(five, RawClient.connect(5, "c5", 2, 60, new byte[0]));
            assertThat(end5.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end5.at(0)).isEqualTo(0x82);
            assertThat(endOf(three, RawClient.connect(4, "c3", 2, 60, new byte[0]))
                            .type())
                    .isEqualTo(RawClient.CLOSED);
        }
    }

    @Test
    void qos2EndsTheConnection() throws IOException {
        try (RawClient five = RawClient.admitted(running.port(), 5, "c5");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            byte[] none = new byte[0];
            assertThat(endOf(five, five.publish(0x34, 1, TOPIC, none, none)).at(0))
                    .isEqualTo(0x9B);
            assertThat(endOf(three, three.publish(0x34, 1, TOPIC, none, none)).type())
                    .isEqualTo(RawClient.CLOSED);
        }
        assertThat(running.metrics().refusedUnsupported.sum()).isEqualTo(2);
    }

    @Test
    void retainedMessagesAndTopicAliasesEndAMqtt5Connection() throws IOException {
        try (RawClient retain = RawClient.admitted(running.port(), 5, "c1");
                RawClient alias = RawClient.admitted(running.port(), 5, "c2")) {
            byte[] none = new byte[0];
            byte[] aliased = new RawClient.Bytes().number(0x23, 1).number(1, 2).toByteArray();
            assertThat(endOf(retain, retain.publish(0x33, 1, TOPIC, none, none)).at(0))
                    .isEqualTo(0x9A);
            assertThat(endOf(alias, alias.publish(0x32, 1, TOPIC, aliased, none))
                            .at(0))
                    .isEqualTo(0x94);
        }
    }

    @Test
    void aRetainedMessageOfMqtt3IsTakenAsAnyOther() throws IOException, InterruptedException {
        try (RawClient client = RawClient.admitted(running.port(), 4, "c")) {
            client.send(client.publish(0x33, 1, TOPIC, new byte[0], READING.getBytes(UTF_8)));

            assertThat(running.poll(1)).hasSize(1);
        }
    }

    @Test
    void subscriptionsAreRefusedWithAReason() throws IOException {
        try (RawClient five = RawClient.admitted(running.port(), 5, "c5");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            five.send(five.subscribe(7, "a", "b/#"));
            Packet answer5 = five.read();
            assertThat(answer5.type()).isEqualTo(RawClient.SUBACK);
            assertThat(answer5.text()).contains("not a broker");
            assertThat(answer5.at(answer5.body().length - 1)).isEqualTo(0x87);
            assertThat(answer5.at(answer5.body().length - 2)).isEqualTo(0x87);

            three.send(three.subscribe(7, "a", "b/#"));
            assertThat(three.read().body()).containsExactly(0, 7, 0x80, 0x80);
            byte[] unsubscribe = new RawClient.Bytes().number(8, 2).text("a").toByteArray();
            three.send(RawClient.packet(0xA2, unsubscribe));
            Packet answer3 = three.read();
            assertThat(answer3.type()).isEqualTo(RawClient.UNSUBACK);
            assertThat(answer3.body()).containsExactly(0, 8);
        }
    }

    @Test
    void aClientThatIsSilentForLongerThanItsKeepAliveIsCutOff() throws IOException {
        try (RawClient five = new RawClient(running.port(), 5);
                RawClient three = new RawClient(running.port(), 4)) {
            long start = System.nanoTime();
            five.send(RawClient.connect(5, "c5", 2, 1, new byte[0]));
            three.send(RawClient.connect(4, "c3", 2, 1, new byte[0]));
            five.read();
            three.read();

            Packet end = five.read();
            assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end.at(0)).isEqualTo(0x8D);
            assertThat(three.read().type()).isEqualTo(RawClient.CLOSED);
            assertThat(System.nanoTime() - start).isBetween(1_400_000_000L, 4_000_000_000L);
        }
        await().until(() -> running.metrics().connections.sum() == 0);
    }

    @Test
    void pingsKeepAConnectionAlive() throws IOException {
        try (RawClient client = new RawClient(running.port(), 4)) {
            client.send(RawClient.connect(4, "c", 2, 1, new byte[0]));
            client.read();
            long until = System.nanoTime() + 2_500_000_000L;
            await().until(() -> {
                client.send(RawClient.packet(0xC0, new byte[0]));
                assertThat(client.read().type()).isEqualTo(RawClient.PINGRESP);
                return System.nanoTime() > until;
            });
        }
    }

    @Test
    void theSameClientIdentifierTakesOver() throws IOException, InterruptedException {
        try (RawClient first = RawClient.admitted(running.port(), 5, "same");
                RawClient second = RawClient.admitted(running.port(), 4, "same")) {
            Packet end = first.read();
            assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end.at(0)).isEqualTo(0x8E);
            assertThat(first.read().type()).isEqualTo(RawClient.CLOSED);

            second.send(second.publish(1, TOPIC, READING));
            running.poll(1).forEach(running::commit);
            assertThat(second.read().type()).isEqualTo(RawClient.PUBACK);
            assertThat(running.metrics().connections.sum()).isEqualTo(1);
        }
    }

    @Test
    void packetsThatAreTooLargeEndTheConnection() throws IOException {
        try (RawClient five = RawClient.admitted(running.port(), 5, "c5");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            Packet end = endOf(five, five.publish(1, TOPIC, "x".repeat(100_000)));
            assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end.at(0)).isEqualTo(0x95);
            assertThat(end.text()).contains("4096");
            assertThat(endOf(three, three.publish(1, TOPIC, "x".repeat(5_000))).type())
                    .isEqualTo(RawClient.CLOSED);
        }
        assertThat(running.metrics().refusedMalformed.sum()).isEqualTo(2);
        assertThat(running.metrics().readings.sum()).isZero();
    }

    @Test
    void malformedPacketsEndTheConnection() throws IOException {
        try (RawClient five = RawClient.admitted(running.port(), 5, "c5");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            Packet end = endOf(five, new byte[] {0x36, 0, 0, 0});
            assertThat(end.at(0)).isEqualTo(0x81);
            assertThat(endOf(three, new byte[] {0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0})
                            .type())
                    .isEqualTo(RawClient.CLOSED);
        }
    }

    @Test
    void aTopicThatIsNotUtf8EndsTheConnection() throws IOException {
        try (RawClient client = RawClient.admitted(running.port(), 5, "c5")) {
            byte[] publish = client.publish(1, TOPIC, READING);
            publish[6] = (byte) 0xFF;
            assertThat(endOf(client, publish).at(0)).isEqualTo(0x81);
        }
    }

    @Test
    void moreThanTheAllowedConnectionsAreToldSo() throws IOException {
        try (RawClient one = RawClient.admitted(running.port(), 4, "c1");
                RawClient two = RawClient.admitted(running.port(), 4, "c2");
                RawClient three = RawClient.admitted(running.port(), 4, "c3")) {
            assertThat(answerTo(5, RawClient.connect(5, "c4", 2, 60, new byte[0]))
                            .at(1))
                    .isEqualTo(0x97);
            assertThat(answerTo(4, RawClient.connect(4, "c4", 2, 60, new byte[0]))
                            .at(1))
                    .isEqualTo(3);
            assertThat(one.version + two.version + three.version).isEqualTo(12);
        }
        await().until(() -> running.metrics().connections.sum() == 0);
        RawClient.admitted(running.port(), 4, "c4").close();
    }

    @Test
    void stoppingFreesThePortWithinASecondAndAcknowledgesNothing() throws IOException, InterruptedException {
        int port = running.port();
        try (RawClient five = RawClient.admitted(port, 5, "c5");
                RawClient three = RawClient.admitted(port, 4, "c3")) {
            five.send(five.publish(1, TOPIC, READING));
            three.send(three.publish(1, TOPIC, READING));
            var records = running.poll(2);

            long start = System.nanoTime();
            running.close();
            assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
            records.forEach(running::commit);

            assertThat(five.read().type()).isIn(RawClient.DISCONNECT, RawClient.CLOSED);
            assertThat(three.read().type()).isEqualTo(RawClient.CLOSED);
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        running = RunningTask.listening("listen.port", Integer.toString(port));
        assertThat(running.port()).isEqualTo(port);
        RawClient.admitted(port, 5, "c5").close();
    }

    @Test
    void aPortThatIsTakenIsSaidWithTheKeyToChange() {
        assertThatThrownBy(() -> RunningTask.listening("listen.port", Integer.toString(running.port())))
                .isInstanceOf(org.apache.kafka.connect.errors.ConnectException.class)
                .hasMessageContaining("127.0.0.1:" + running.port())
                .hasMessageContaining("listen.port");
    }
}
