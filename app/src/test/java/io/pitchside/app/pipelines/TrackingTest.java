package io.pitchside.app.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.app.config.Configuration;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.TrackingRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void theDefaultsMakeAPipelineThatHoldsTogether() {
        Pipeline pipeline = Tracking.pipeline(site());

        assertThat(pipeline.name()).isEqualTo("tracking");
        assertThat(pipeline.topic(Topics.SENSOR_READINGS).partitions()).isEqualTo(2);
        assertThat(pipeline.topic(Topics.LEDGER).partitions()).isEqualTo(1);
        assertThat(pipeline.doors().get(0).settings())
                .containsEntry("mode", "listen")
                .containsEntry("partitions", "2")
                .containsEntry("listen.port", "${file:/data/run/connect.properties:mqtt.port}")
                .containsEntry("devices.file", "/data/devices.json");
    }

    @Test
    void theDefaultRulesAreTheJobsOwn() {
        assertThat(Tracking.jobSettings(site(), "127.0.0.1:9092").rules()).isEqualTo(TrackingRules.DEFAULT);
    }

    @Test
    void aBrokerOfTheSiteIsSubscribedTo() {
        Configuration site =
                site("mqtt.url=ssl://broker:8883", "mqtt.username=me", "mqtt.password=hush", "mqtt.protocol=3.1.1");

        Map<String, String> door = Tracking.pipeline(site).doors().get(0).settings();

        assertThat(door)
                .containsEntry("mode", "subscribe")
                .containsEntry("url", "ssl://broker:8883")
                .containsEntry("protocol", "3")
                .containsEntry("username", "me")
                .doesNotContainKey("listen.port");
    }

    @Test
    void noSecretStandsInTheDeclaration() {
        Configuration site = site(
                "mqtt.url=ssl://broker:8883",
                "mqtt.username=me",
                "mqtt.password=hush-mqtt",
                "time-series.url=http://store:9000",
                "time-series.username=me",
                "time-series.password=hush-store");

        assertThat(Tracking.pipeline(site).toString()).doesNotContain("hush");
    }

    @Test
    void theLargestMessageFitsTheDoorsRequests() {
        Map<String, String> door = Tracking.pipeline(
                        site("mqtt.message-bytes-max=8MiB", "mqtt.inflight-bytes-max=16MiB"))
                .doors()
                .get(0)
                .settings();

        assertThat(Integer.parseInt(door.get("producer.override.max.request.size")))
                .isGreaterThan(8 << 20);
    }

    private static Configuration site(String... sets) {
        return Configuration.load(null, Map.of(), List.of(sets), DATA);
    }
}
