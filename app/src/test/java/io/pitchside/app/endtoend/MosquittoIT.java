package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.testing.Mosquitto;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Foreign MQTT programs: a site's own broker, and {@code mosquitto_pub} at the platform's own door. */
class MosquittoIT {
    private static final String TOPIC = "stadiums/s1/matches/m1/players/p1/readings";
    private static final int MESSAGES = 200;

    @RegisterExtension
    static final Mosquitto BROKER = Mosquitto.broker();

    @TempDir
    private Path folder;

    @Test
    void aFileLoadedThroughTheSitesOwnBrokerIsStoredOnce() {
        List<String> lines = TrackingFiles.lines(5, 6, 60);
        String file = TrackingFiles.write(folder.resolve("walk.csv"), lines).toString();
        try (PlatformProcess platform =
                platform("broker").set("mqtt.url", BROKER.url()).start()) {
            Outcome loaded = platform.command("load", "tracking", file, "--match", "walk");

            assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
            assertThat(stored(platform)).isEqualTo(lines.size() - 1);
            assertThat(Mosquitto.publishLines(BROKER.port(), TOPIC, readings(), "-q", "1"))
                    .isZero();
            awaitStored(platform, lines.size() - 1 + MESSAGES);
            assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
        }
    }

    @Test
    void mosquittoPubSpeaksToTheDoorInBothVersionsOfTheProtocol() {
        try (PlatformProcess platform = platform("door").start()) {
            int door = platform.port("mqtt");

            assertThat(Mosquitto.publishLines(door, TOPIC, readings(), "-q", "1", "-V", "mqttv311"))
                    .isZero();
            assertThat(Mosquitto.publishLines(door, TOPIC, readings(), "-q", "1", "-V", "mqttv5"))
                    .isZero();

            awaitStored(platform, MESSAGES);
            JsonNode tracking = platform.audit().at("/pipelines/tracking");
            assertThat(tracking.get("unique").asInt()).isEqualTo(MESSAGES);
            assertThat(tracking.get("duplicate").asInt()).isEqualTo(MESSAGES);
        }
    }

    private static List<String> readings() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> "{\"sensor_id\":\"t1\",\"seq\":" + i + ",\"ts\":" + (1_700_000_000_000L + i * 50L)
                        + ",\"x\":" + i * 0.1 + ",\"y\":20}")
                .toList();
    }

    private static void awaitStored(PlatformProcess platform, int expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stored(platform))
                .isEqualTo(expected));
    }

    private static int stored(PlatformProcess platform) {
        return Integer.parseInt(
                platform.query("select count(*) n from sensor_readings").get(0).get("n"));
    }

    private PlatformProcess platform(String name) {
        return PlatformProcess.in(folder.resolve(name)).set("warm-up.duration", "0s");
    }
}
