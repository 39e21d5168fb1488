package io.pitchside.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.publish.MqttEndpoint;
import io.pitchside.app.publish.MqttPublisher;
import io.pitchside.app.publish.Publication;
import io.pitchside.model.event.EventJson;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform in this process, on free ports. */
class PlatformIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final List<String> FREE_PORTS = List.of(
            "http.port=0",
            "mqtt.port=0",
            "kafka.port=0",
            "connect.port=0",
            "flink.port=0",
            "questdb.port=0",
            "start.timeout=3m",
            "warm-up.duration=1s",
            "warm-up.rate=500");

    @TempDir
    private Path data;

    @Test
    void readingsAreStoredOnceAndAccountedForOverARestart() throws Exception {
        try (Platform platform = start()) {
            publish(platform, 0, 300);
            // The same ones again: a device that did not hear the acknowledgement.
            publish(platform, 200, 100);

            assertThat(counts(platform.audit(WAIT))).containsExactly(400L, 300L, 100L, 0L, 0L, 300L);
            assertThat(platform.summary().path("ledger_balanced").asBoolean()).isTrue();
            assertThat(RunFile.read(data)).contains(platform.run());
        }
        assertThat(data.resolve(RunFile.NAME)).doesNotExist();

        try (Platform platform = start()) {
            assertThat(counts(platform.audit(WAIT))).containsExactly(400L, 300L, 100L, 0L, 0L, 300L);

            publish(platform, 250, 100);

            ObjectNode audit = platform.audit(WAIT);
            assertThat(audit.path("balanced").asBoolean())
                    .describedAs(audit.toPrettyString())
                    .isTrue();
            assertThat(counts(audit)).containsExactly(500L, 350L, 150L, 0L, 0L, 350L);
            assertThat(audit.path("warm_up").path("received").asLong()).isPositive();
        }
    }

    @Test
    void everyPartSaysHowItDoes() throws Exception {
        try (Platform platform = start()) {
            JsonNode status = get(platform, "/api/v1/status");

            assertThat(status.path("state").asText())
                    .describedAs(status.toPrettyString())
                    .isEqualTo("ok");
            assertThat(status.path("parts").findValuesAsText("name"))
                    .containsExactly(
                            "kafka",
                            "connect",
                            "tracking-mqtt",
                            "tracking-time-series",
                            "flink",
                            "time-series",
                            "ledger");
            assertThat(get(platform, "/api/v1/pipelines").path(0).path("name").asText())
                    .isEqualTo("tracking");
            assertThat(platform.run().ports().keySet())
                    .containsExactlyInAnyOrder("http", "mqtt", "kafka", "connect", "flink", "questdb");
        }
    }

    @Test
    void theDemoPlaysUntilItIsStopped() throws Exception {
        try (Platform platform = start()) {
            platform.startDemo();
            platform.startDemo();
            await().atMost(WAIT).untilAsserted(() -> assertThat(
                            counts(platform.audit(Duration.ZERO)).get(0))
                    .isPositive());

            platform.stopDemo();
            List<Long> counts = counts(platform.audit(WAIT));

            assertThat(platform.summary().path("ledger_balanced").asBoolean()).isTrue();
            assertThat(counts(platform.audit(WAIT))).isEqualTo(counts);
        }
    }

    @Test
    void oneFolderHasOnePlatformAndATakenPortLeavesNothingBehind() throws Exception {
        Set<Thread> before = nonDaemons();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start("http.port=" + taken.getLocalPort()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("(http.port) is taken");
        }
        assertThat(data.resolve(RunFile.NAME)).doesNotExist();

        try (Platform platform = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by process " + platform.run().pid());
        }
        assertThat(nonDaemons()).isSubsetOf(before);
    }

    @Test
    void topicsKeepTheirNumberOfPartitions() throws Exception {
        start().close();

        assertThatThrownBy(() -> start("tracking.partitions=3"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("exists with 2 partitions")
                .hasMessageContaining("tracking.partitions");
    }

    private Platform start(String... sets) throws StartException {
        List<String> all = new ArrayList<>(FREE_PORTS);
        all.addAll(Arrays.asList(sets));
        return Platform.start(Configuration.load(null, Map.of(), all, data), line -> {});
    }

    private static void publish(Platform platform, int from, int count) throws Exception {
        MqttEndpoint endpoint = MqttEndpoint.of(platform.run().address("mqtt"), null);
        List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
        try (MqttPublisher publisher = MqttPublisher.connect(MqttPublisher.Settings.of("test"), () -> endpoint)) {
            for (int seq = from; seq < from + count; seq++) {
                String reading = "{\"sensor_id\":\"s1\",\"seq\":" + seq + ",\"ts\":" + (1_700_000_000_000L + seq * 40L)
                        + ",\"x\":" + seq % 100 + ",\"y\":34.5,\"hr\":140}";
                acknowledgements.add(publisher.publish(
                        Publication.playerTopic("s1", "m" + seq % 3, "p7"),
                        reading.getBytes(UTF_8),
                        Publication.historic("mqtt")));
            }
            publisher.awaitAcknowledged();
            assertThat(acknowledgements).allMatch(CompletableFuture::isDone);
        }
    }

    private static List<Long> counts(ObjectNode audit) {
        JsonNode counts = audit.path("pipelines").path("tracking");
        return List.of("received", "unique", "duplicate", "late", "rejected", "stored").stream()
                .map(name -> counts.path(name).asLong(-1))
                .toList();
    }

    private static JsonNode get(Platform platform, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.run().address("http") + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(Path.of(platform.run().tokenFile())))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return EventJson.reader().readTree(answer.body());
    }

    private static Set<Thread> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }
}
