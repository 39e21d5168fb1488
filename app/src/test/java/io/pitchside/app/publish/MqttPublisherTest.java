package io.pitchside.app.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.pitchside.app.publish.MqttPublisher.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MqttPublisherTest {
    private static final String TOPIC = Publication.frameTopic("s", "m");

    @Test
    void messagesArriveInOrderWithTheirProperties() throws Exception {
        try (ListeningDoor door = ListeningDoor.open();
                MqttPublisher publisher = connect(door.port(), 8)) {
            Publication bad = Publication.historic("load").withProblem("line 17: y is NaN");
            for (int i = 0; i < 100; i++) {
                CompletableFuture<Void> unused =
                        publisher.publish(TOPIC, bytes(i), i == 50 ? bad : Publication.live("load"));
            }
            publisher.awaitAcknowledged();

            assertThat(door.payloads()).isEqualTo(numbers(100));
            assertThat(door.received().get(0).properties()).isEqualTo(Map.of("source", "load"));
            assertThat(door.received().get(50).properties())
                    .isEqualTo(Map.of("source", "load", "historic", "true", "sender-problem", "line 17: y is NaN"));
            assertThat(publisher.sent()).isEqualTo(100);
            assertThat(publisher.acknowledged()).isEqualTo(100);
        }
    }

    @Test
    void noMoreThanTheWindowIsUnderWay() throws Exception {
        try (ListeningDoor door = ListeningDoor.open();
                MqttPublisher publisher = connect(door.port(), 4)) {
            door.acknowledgeOnly(0);
            Thread sender = new Thread(() -> sendAll(publisher, 10));
            sender.setDaemon(true);
            sender.start();

            await().untilAsserted(() -> assertThat(door.received()).hasSize(4));
            await().until(() -> sender.getState() == Thread.State.WAITING);

            assertThat(publisher.sent()).isEqualTo(4);
            sender.interrupt();
            sender.join();
        }
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainBeforeAnythingNew() throws Exception {
        try (ListeningDoor door = ListeningDoor.open();
                MqttPublisher publisher = connect(door.port(), 64)) {
            door.acknowledgeOnly(10);
            List<CompletableFuture<Void>> answers = sendAll(publisher, 30);
            await().untilAsserted(() -> assertThat(door.received()).hasSize(30));
            await().until(() -> publisher.acknowledged() == 10);

            door.acknowledgeOnly(Integer.MAX_VALUE);
            door.cutConnections();
            CompletableFuture<Void> unused = publisher.publish(TOPIC, bytes(30), Publication.live("load"));
            publisher.awaitAcknowledged();

            List<String> expected = new ArrayList<>(numbers(30));
            expected.addAll(numbers(31).subList(10, 31));
            assertThat(door.payloads()).isEqualTo(expected);
            assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
            assertThat(publisher.reconnects()).isEqualTo(1);
        }
    }

    @Test
    void aPlatformThatComesBackAtAnotherPortIsFound() throws Exception {
        ListeningDoor before = ListeningDoor.open();
        AtomicInteger port = new AtomicInteger(before.port());
        try (MqttPublisher publisher = MqttPublisher.connect(settings(64, 20), () -> endpoint(port.get()))) {
            before.acknowledgeOnly(5);
            sendAll(publisher, 20);
            await().untilAsserted(() -> assertThat(before.received()).hasSize(20));
            await().until(() -> publisher.acknowledged() == 5);
            before.close();

            try (ListeningDoor after = ListeningDoor.open()) {
                port.set(after.port());
                publisher.awaitAcknowledged();

                assertThat(after.payloads()).isEqualTo(numbers(20).subList(5, 20));
            }
        }
    }

    @Test
    void manyRestartsLoseNothing() throws Exception {
        try (ListeningDoor door = ListeningDoor.open();
                MqttPublisher publisher = connect(door.port(), 32)) {
            for (int i = 0; i < 2_000; i++) {
                CompletableFuture<Void> unused = publisher.publish(TOPIC, bytes(i), Publication.live("load"));
                if (i % 400 == 399) {
                    door.cutConnections();
                }
            }
            publisher.awaitAcknowledged();

            assertThat(new LinkedHashSet<>(door.payloads())).containsExactlyElementsOf(numbers(2_000));
            assertThat(publisher.acknowledged()).isEqualTo(2_000);
        }
    }

    @Test
    void itGivesUpAfterTheTimeWithTheNumberOfOpenMessages() throws Exception {
        ListeningDoor door = ListeningDoor.open();
        try (MqttPublisher publisher = connect(door.port(), 64, 1)) {
            door.acknowledgeOnly(0);
            List<CompletableFuture<Void>> answers = sendAll(publisher, 7);
            await().untilAsserted(() -> assertThat(door.received()).hasSize(7));
            door.close();

            PlatformException e = catchThrowableOfType(PlatformException.class, publisher::awaitAcknowledged);

            assertThat(e.exitCode()).isEqualTo(3);
            assertThat(e).hasMessageContaining("could not be reached for 1 s").hasMessageContaining("7 messages");
            assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
            assertThatThrownBy(() -> publisher.publish(TOPIC, bytes(1), Publication.live("load")))
                    .isSameAs(e);
        }
    }

    @Test
    void aDoorThatIsNotThereIsReportedAfterTheTime() throws Exception {
        ListeningDoor door = ListeningDoor.open();
        int port = door.port();
        door.close();

        PlatformException e = catchThrowableOfType(PlatformException.class, () -> connect(port, 1, 1));

        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e).hasMessageContaining("tcp://127.0.0.1:" + port);
    }

    @Test
    void wrongCredentialsAreReportedAtOnceAndWithoutThePassword() throws Exception {
        try (ListeningDoor door = ListeningDoor.open()) {
            door.refuse(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5);
            MqttEndpoint endpoint =
                    new MqttEndpoint("127.0.0.1", door.port(), false, new Credentials("tag-7", "canary"));

            PlatformException e = catchThrowableOfType(
                    PlatformException.class, () -> MqttPublisher.connect(settings(1, 30), () -> endpoint));

            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(e).hasMessageContaining("does not let this client in");
            assertThat(e.toString() + endpoint + endpoint.credentials()).doesNotContain("canary");
            assertThat(door.username()).isEqualTo("tag-7");
        }
    }

    private static MqttPublisher connect(int port, int window) throws Exception {
        return connect(port, window, 20);
    }

    private static MqttPublisher connect(int port, int window, int reconnectS) throws Exception {
        return MqttPublisher.connect(settings(window, reconnectS), () -> endpoint(port));
    }

    private static Settings settings(int window, int reconnectS) {
        return new Settings("test", window, Duration.ofSeconds(reconnectS), System::nanoTime);
    }

    private static MqttEndpoint endpoint(int port) {
        return new MqttEndpoint("127.0.0.1", port, false, null);
    }

    private static List<CompletableFuture<Void>> sendAll(MqttPublisher publisher, int count) {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                answers.add(publisher.publish(TOPIC, bytes(i), Publication.live("load")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (PlatformException e) {
            throw new AssertionError(e);
        }
        return answers;
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
