package io.pitchside.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitchside.connectors.mqtt.RawClient.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenDevicesTest {
    private static final String READING = "{\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";
    private static final int NAME_AND_PASSWORD = 0xC2;

    @TempDir
    private Path folder;

    private Path file;
    private RunningTask running;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("devices.json");
        Devices.none().add("tag-7", "correct horse", List.of("s1")).write(file);
        running = RunningTask.listening("devices.file", file.toString(), "anonymous.loopback", "false");
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private RawClient connected(int version, String name, String password) throws IOException {
        RawClient client = new RawClient(running.port(), version);
        client.send(RawClient.connect(version, "c", NAME_AND_PASSWORD, 60, RawClient.credentials(name, password)));
        return client;
    }

    private int answer(int version, String name, String password) throws IOException {
        try (RawClient client = connected(version, name, password)) {
            return client.read().at(1);
        }
    }

    @Test
    void adeviceConnectsWithItsPasswordAgainAndAgain() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(answer(4 + i % 2, "tag-7", "correct horse")).isZero();
        }
        assertThat(answer(5, "tag-7", "correct hors")).isEqualTo(0x86);
    }

    @Test
    void wrongPasswordsAndNamesAreRefused() throws IOException {
        assertThat(answer(4, "tag-7", "wrong")).isEqualTo(4);
        assertThat(answer(5, "tag-7", "wrong")).isEqualTo(0x86);
        assertThat(answer(5, "tag-8", "correct horse")).isEqualTo(0x86);
        assertThat(running.metrics().refusedConnections.sum()).isEqualTo(3);
        assertThat(running.metrics().connections.sum()).isZero();
    }

    @Test
    void withoutANameNobodyConnectsUnlessThatIsAllowed() throws IOException {
        try (RawClient three = new RawClient(running.port(), 4);
                RawClient five = new RawClient(running.port(), 5)) {
            three.send(RawClient.connect(4, "c", 2, 60, new byte[0]));
            five.send(RawClient.connect(5, "c", 2, 60, new byte[0]));

            assertThat(three.read().at(1)).isEqualTo(5);
            assertThat(five.read().at(1)).isEqualTo(0x87);
        }
    }

    @Test
    void aMessageBehindTheConnectWaitsForThePasswordToBeChecked() throws IOException, InterruptedException {
        try (RawClient client = new RawClient(running.port(), 4)) {
            client.send(
                    RawClient.connect(4, "c", NAME_AND_PASSWORD, 60, RawClient.credentials("tag-7", "correct horse")),
                    client.publish(1, "stadiums/s1/matches/m1/players/p7/readings", READING),
                    client.publish(2, "stadiums/s1/matches/m1/players/p7/readings", READING));

            running.poll(2).forEach(running::commit);

            assertThat(client.read().type()).isEqualTo(RawClient.CONNACK);
            assertThat(client.read().packetId()).isEqualTo(1);
            assertThat(client.read().packetId()).isEqualTo(2);
        }
    }

    @Test
    void aStadiumThatIsNotTheDevicesIsRefused() throws IOException {
        try (RawClient five = connected(5, "tag-7", "correct horse")) {
            five.read();
            five.send(five.publish(1, "stadiums/s2/matches/m1/readings", "[" + READING + "]"));
            Packet refused = five.read();
            assertThat(refused.type()).isEqualTo(RawClient.PUBACK);
            assertThat(refused.at(2)).isEqualTo(0x87);
        }
        try (RawClient three = connected(4, "tag-7", "correct horse")) {
            three.read();
            three.send(three.publish(1, "stadiums/s2/matches/m1/readings", READING));
            assertThat(three.read().type()).isEqualTo(RawClient.CLOSED);
        }
        assertThat(running.metrics().refusedNotAuthorised.sum()).isEqualTo(2);
        assertThat(running.metrics().readings.sum()).isZero();
    }

    @Test
    void aChangedFileCountsFromTheNextConnectAndEndsWhoIsNotInItAnyMore() throws IOException {
        try (RawClient client = connected(5, "tag-7", "correct horse")) {
            assertThat(client.read().at(1)).isZero();
            Devices.read(file)
                    .remove("tag-7")
                    .add("tag-8", "battery staple", List.of("*"))
                    .write(file);

            assertThat(answer(5, "tag-8", "battery staple")).isZero();
            assertThat(answer(5, "tag-7", "correct horse")).isEqualTo(0x86);
            Packet end = client.read();
            assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end.at(0)).isEqualTo(0x87);
        }
        await().until(() -> running.metrics().connections.sum() == 0);
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws IOException {
        java.nio.file.Files.writeString(file, "{\"devices\":[");

        assertThat(answer(5, "tag-7", "correct horse")).isZero();
    }
}
