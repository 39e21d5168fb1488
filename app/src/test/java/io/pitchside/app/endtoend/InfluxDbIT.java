package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitchside.testing.InfluxDb;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import io.pitchside.testing.RealData;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real match with InfluxDB as the site's time-series store, and the same match with the embedded one. */
class InfluxDbIT {
    private static final String ZXY = "tracking/zxy_tromso_2013-11-07_part1.csv.gz";
    private static final int ZXY_READINGS = 63_128;
    private static final String MATCH = "zxy";
    /** A moment after the match: its totals come from the store. */
    private static final String AFTERWARDS = "?at=1383944400000";

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final InfluxDb STORE = InfluxDb.server();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aRealMatchIsStoredOnceAndItsTotalsAreThoseOfTheEmbeddedStore() throws IOException {
        RealData.path(ZXY);
        Map<String, JsonNode> live;
        Map<String, JsonNode> stored;
        try (PlatformProcess platform = influxDb("influxdb").start()) {
            load(platform);

            assertBalanced(platform, 0);
            assertThat(readings()).isEqualTo(ZXY_READINGS);
            live = totals(platform, "");
            stored = totals(platform, AFTERWARDS);
            checkDistances(live);
            checkDistances(stored);

            load(platform);

            assertBalanced(platform, ZXY_READINGS);
            assertThat(readings()).isEqualTo(ZXY_READINGS);
            assertThat(totals(platform, AFTERWARDS)).isEqualTo(stored);
            refusesSqlAndStillTellsItsState(platform);

            STORE.kill9();
            STORE.start();
            assertThat(totals(platform, AFTERWARDS)).isEqualTo(stored);
            assertBalanced(platform, ZXY_READINGS);
        }
        try (PlatformProcess platform = platform("embedded").start()) {
            load(platform);
            assertThat(totals(platform, "")).isEqualTo(live);
            assertThat(totals(platform, AFTERWARDS)).isEqualTo(stored);
        }
    }

    private static void refusesSqlAndStillTellsItsState(PlatformProcess platform) throws IOException {
        Outcome query = platform.command("query", "SELECT count(*) FROM sensor_readings");
        assertThat(query.exitCode()).as(query.stderr()).isNotZero();
        assertThat(query.stderr()).contains("InfluxQL");
        Outcome letters = platform.command("dead-letters", "list");
        assertThat(letters.exitCode()).as(letters.stderr()).isZero();
        JsonNode status = JSON.readTree(platform.get("/api/v1/status").body());
        assertThat(status.get("parts"))
                .as(status.toPrettyString())
                .anyMatch(part -> part.get("name").asText().equals("time-series")
                        && part.get("state").asText().equals("ok"));
    }

    private PlatformProcess platform(String name) {
        return PlatformProcess.in(folder.resolve(name))
                .set("warm-up.duration", "0s")
                .set("start.timeout", "110s");
    }

    private PlatformProcess influxDb(String name) {
        return platform(name)
                .set("time-series.url", STORE.url())
                .set("time-series.username", InfluxDb.USERNAME)
                .set("time-series.password", InfluxDb.PASSWORD);
    }

    private static void load(PlatformProcess platform) {
        Outcome loaded = platform.command("load", "tracking", RealData.path(ZXY).toString(), "--match", MATCH);
        assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
    }

    private static void assertBalanced(PlatformProcess platform, int duplicates) {
        JsonNode audit = platform.audit();
        JsonNode tracking = audit.at("/pipelines/tracking");
        assertThat(audit.get("balanced").asBoolean()).as(audit.toPrettyString()).isTrue();
        assertThat(tracking.get("stored").asInt()).isEqualTo(ZXY_READINGS);
        assertThat(tracking.get("duplicate").asInt()).isEqualTo(duplicates);
    }

    private static int readings() throws IOException {
        JsonNode answer = JSON.readTree(STORE.query("pitchside", "SELECT count(\"seq\") FROM \"readings\""));
        return answer.at("/results/0/series/0/values/0/1").asInt();
    }

    /** What the page shows of each player; without what tells when, not what. */
    private static Map<String, JsonNode> totals(PlatformProcess platform, String when) throws IOException {
        HttpResponse<String> answer = platform.get("/api/v1/matches/" + MATCH + "/players" + when);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> totals = new TreeMap<>();
        JsonNode players = JSON.readTree(answer.body());
        for (JsonNode player : players.isArray() ? players : players.get("players")) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) player)
                    .remove(java.util.List.of("corrections", "corrected"));
            totals.put(player.get("player_id").asText(), player);
        }
        return totals;
    }

    private static void checkDistances(Map<String, JsonNode> totals) throws IOException {
        JsonNode expected = JSON.readTree(RealData.path("expected/sensors.json").toFile());
        JsonNode players = expected.at("/tracking/zxy_tromso_2013-11-07_part1.csv.gz/per_player");
        players.properties().forEach(player -> {
            double reported = player.getValue().get("reported_distance_delta_m").asDouble();
            if (reported > 100) {
                assertThat(totals.get(player.getKey()).get("distance_m").asDouble())
                        .as("player %s", player.getKey())
                        .isCloseTo(reported, within(reported * 0.01));
            }
        });
    }
}
