package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitchside.simulator.Faults;
import io.pitchside.simulator.FootballMatch;
import io.pitchside.simulator.Garbage;
import io.pitchside.simulator.MatchPlan;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import io.pitchside.testing.RealData;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was shown live is what a recomputation gives: real and simulated matches, with a kill in the middle and late,
 * repeated and broken readings, recomputed from the topic and from the store; and a changed constant is found.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParityIT {
    private static final String ZXY = "tracking/zxy_tromso_2013-11-07_part1.csv.gz";
    private static final String TRACAB = "tracking/tracab_eredivisie_anon/tracking_data.csv.gz";
    private static final int UNREACHABLE = 3;
    private static final long SEED = 21;
    private static final long KICK_OFF =
            System.currentTimeMillis() - Duration.ofMinutes(3).toMillis();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static PlatformProcess platform;

    @BeforeAll
    static void playAllAndKillOnce() throws Exception {
        String zxy = RealData.path(ZXY).toString();
        String tracab = RealData.path(TRACAB).toString();
        platform = PlatformProcess.in(folder).set("warm-up.duration", "0s").start();
        VirtualMatch.play(
                platform,
                plan("virtual"),
                Faults.seeded(SEED)
                        .withDisorder(Duration.ofSeconds(2))
                        .withDuplicates(0.05, Duration.ofSeconds(2))
                        // Some of them beyond the bound of 30 s: stored, but in no metric.
                        .withLate(0.05, Duration.ofSeconds(5), Duration.ofSeconds(50))
                        .withGarbage(0.005, EnumSet.allOf(Garbage.class)));
        CompletableFuture<Outcome> load = CompletableFuture.supplyAsync(() -> load(zxy, "zxy"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> load.isDone() || stored("zxy") > 0);
        platform.kill9();
        platform.start();
        Outcome loaded = load.get();
        // On a slow machine a restart takes longer than the load waits for it: it is run again, as it says.
        loaded = loaded.exitCode() == UNREACHABLE ? load(zxy, "zxy") : loaded;
        assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
        Outcome second = load(tracab, "tracab");
        assertThat(second.exitCode()).as(second.stderr()).isZero();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    @Order(1)
    void theTopicAndTheStoreGiveWhatIsStored() throws IOException {
        for (String match : List.of("virtual", "zxy", "tracab")) {
            JsonNode report = json(platform.post("/api/v1/matches/" + match + "/replay", ""));

            assertThat(report.path("parity").asBoolean())
                    .as(report.toPrettyString())
                    .isTrue();
            long rows = rows(match);
            for (JsonNode source : report.path("sources")) {
                assertThat(source.path("compared").asBoolean())
                        .as(report.toPrettyString())
                        .isTrue();
                // The ball has rows too, which no list of players shows.
                assertThat(source.path("keys").asLong())
                        .isGreaterThanOrEqualTo(rows)
                        .isGreaterThan(1_000);
                assertThat(source.path("equal")).isEqualTo(source.path("keys"));
                assertThat(source.path("note").asText()).isEmpty();
            }
        }
        assertThat(platform.audit().path("parity").asBoolean()).isTrue();
    }

    @Test
    @Order(2)
    void secondsThatAreStillOpenAreNoDifferences() throws Exception {
        VirtualMatch.send(platform, FootballMatch.of(plan("running")), Faults.none());

        JsonNode report = json(platform.post("/api/v1/matches/running/replay", ""));

        assertThat(report.path("parity").asBoolean())
                .as(report.toPrettyString())
                .isTrue();
        assertThat(report.at("/sources/0/keys").asLong()).isGreaterThan(22 * 40);
        assertThat(report.at("/sources/1/keys").asLong())
                .isEqualTo(report.at("/sources/0/keys").asLong());
    }

    @Test
    @Order(3)
    void aReadingIsTracedFromTheDoorToTheStoreInUnderASecond() throws IOException {
        JsonNode nowhere = trace("zxy/1/1000/1");
        Map<String, String> reading = platform.query("select match_id, sensor_id, ts, seq from sensor_readings"
                        + " where match_id = 'zxy' and seq > 40000 limit 1")
                .get(0);

        JsonNode trace = trace(String.join("/", reading.values()));

        assertThat(nowhere.path("found").asBoolean()).isFalse();
        assertThat(nowhere.path("looked_at")).isNotEmpty();
        assertThat(trace.path("took_ms").asLong()).as(trace.toPrettyString()).isLessThan(1_000);
        assertThat(trace.findValuesAsText("where"))
                .containsSubsequence(
                        "load", "sensor-readings", "readings", "player-metrics", "readings", "player_metrics");
        assertThat(trace.path("hops").findValuesAsText("detail")).anyMatch(text -> text.contains("tracking-2.fifa"));
    }

    @Test
    @Order(4)
    void aSecondAndADeadLetterAreTraced() throws IOException {
        Map<String, String> second = platform.query(
                        "select match_id, player_id, second from player_metrics where match_id = 'tracab' limit 1")
                .get(0);
        String letter = platform.get("/api/v1/dead-letters?limit=1").body();
        JsonNode position = JSON.readTree(letter).at("/dead_letters/0");

        JsonNode ofSecond = trace(String.join("/", second.values()));
        JsonNode ofLetter =
                trace("sensor-readings/" + position.path("partition").asText() + "/"
                        + position.path("offset").asText());

        assertThat(ofSecond.findValuesAsText("where"))
                .containsSubsequence("load", "sensor-readings", "player-metrics", "player_metrics");
        assertThat(ofLetter.findValuesAsText("where"))
                .containsSubsequence("virtual", "sensor-readings", "dead-letters", "dead_letters");
    }

    @Test
    @Order(5)
    void otherZonesAreScoredBesideTheseWithTheSameDistance() throws IOException {
        JsonNode answer = json(platform.post("/api/v1/matches/tracab/what-if", "{\"zones\":\"hsr\"}"));
        Map<String, Double> totals = new HashMap<>();
        platform.query("select player_id, hsr_m from player_totals where match_id = 'tracab' and player_id <> 'ball'")
                .forEach(row -> totals.put(row.get("player_id"), Double.valueOf(row.get("hsr_m"))));

        assertThat(answer.at("/base/players")).hasSize(totals.size());
        double base = 0;
        double alternative = 0;
        for (int i = 0; i < totals.size(); i++) {
            JsonNode player = answer.at("/base/players/" + i);
            assertThat(player.path("hsr_m").asDouble())
                    .isEqualTo(totals.get(player.path("player_id").asText()));
            base += player.path("hsr_m").asDouble();
            alternative += answer.at("/alternative/players/" + i + "/hsr_m").asDouble();
            assertThat(answer.at("/alternative/players/" + i + "/distance_m").asDouble())
                    .isCloseTo(player.path("distance_m").asDouble(), within(1.0));
        }
        // From 19.8 km/h on instead of 20.
        assertThat(alternative).isGreaterThan(base);
    }

    @Test
    @Order(6)
    void theDoctorFindsAHealthyPlatformHealthy() {
        Outcome doctor = platform.command("doctor");

        assertThat(doctor.exitCode()).as(doctor.stdout()).isZero();
        assertThat(doctor.stdout()).contains("tracking-time-series", "checkpoint tracking", "clock", "0 problems");
    }

    @Test
    @Order(7)
    void aChangedConstantIsFoundWithItsFirstDifferenceNamed() throws IOException {
        assertThat(platform.terminate()).isZero();
        platform.set("tracking.sprint.enter-mps", "6.5").start();

        Outcome replay = platform.command("replay", "zxy", "--verify", "--json");
        Outcome shown = platform.command("replay", "zxy", "--verify");

        assertThat(replay.exitCode()).as(replay.stderr()).isEqualTo(1);
        JsonNode report = JSON.readTree(replay.stdout());
        assertThat(report.path("parity").asBoolean()).isFalse();
        for (JsonNode source : report.path("sources")) {
            assertThat(source.path("different").asLong()).isPositive();
            assertThat(source.path("only_stored").asLong()).isZero();
            JsonNode first = source.at("/first_differences/0");
            assertThat(first.path("field").asText()).isEqualTo("sprints");
            assertThat(first.path("stored").asInt())
                    .isNotEqualTo(first.path("recomputed").asInt());
            assertThat(source.path("note").asText()).contains("made by definition tracking-2.fifa,");
        }
        assertThat(shown.exitCode()).isEqualTo(1);
        assertThat(shown.stdout()).contains("NO parity of match zxy", ", sprints: stored ");
        assertThat(platform.command("replay", "nobody", "--verify").exitCode()).isEqualTo(2);
    }

    private static MatchPlan plan(String match) {
        return MatchPlan.of(SEED, match, "virtual", KICK_OFF).withTimes(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    private static Outcome load(String file, String match) {
        return platform.command("load", "tracking", file, "--match", match);
    }

    private static long stored(String match) {
        return number("select count(*) n from sensor_readings where match_id = '" + match + "'");
    }

    private static long rows(String match) {
        return number("select count(*) n from player_metrics where match_id = '" + match + "'");
    }

    private static long number(String sql) {
        return Long.parseLong(platform.query(sql).get(0).get("n"));
    }

    private static JsonNode trace(String eventId) throws IOException {
        return json(platform.get("/api/v1/trace?event_id=" + URLEncoder.encode(eventId, StandardCharsets.UTF_8)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
