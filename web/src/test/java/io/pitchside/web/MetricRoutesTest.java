package io.pitchside.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.web.MatchHistory.Session;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricRoutesTest {
    private TestServer server;
    private long today;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        today = server.clock.millis() / 86_400_000;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCardsAreThoseOfTheCurrentRules() throws Exception {
        JsonNode answer = json(server.get("/api/v1/metrics", Role.SCOUT));

        assertThat(answer.get("definition_version").asText()).isEqualTo("tracking-2.fifa");
        assertThat(answer.get("current").asBoolean()).isTrue();
        assertThat(answer.get("zone_set").asText()).isEqualTo("fifa");
        assertThat(answer.get("zones_kmh").toString()).isEqualTo("[7.0,15.0,20.0,25.0]");
        assertThat(answer.get("versions").toString()).isEqualTo("[\"tracking-2.hsr\",\"tracking-2.fifa\"]");
        assertThat(answer.get("cards").findValuesAsText("id")).contains("distance_m", "trimp_banister", "missing");
    }

    @Test
    void anEarlierVersionAnswersWithItsOwnThresholds() throws Exception {
        JsonNode answer = json(server.get("/api/v1/metrics?version=tracking-2.hsr", Role.COACH));

        assertThat(answer.get("current").asBoolean()).isFalse();
        assertThat(answer.get("zone_set").asText()).isEqualTo("hsr");
        JsonNode hsr = answer.get("cards").get(1);
        assertThat(hsr.get("id").asText()).isEqualTo("hsr_m");
        assertThat(hsr.get("thresholds").get(0).get("value").asDouble()).isEqualTo(19.8);
        assertThat(hsr.get("version").asText()).isEqualTo("tracking-2.hsr");
    }

    @Test
    void anUnknownVersionNamesTheKnownOnes() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/metrics?version=tracking-9", Role.COACH);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("detail").asText())
                .contains("version is \"tracking-9\"", "tracking-2.hsr, tracking-2.fifa");
    }

    @Test
    void theLoadOfThirtyDaysHasItsMeansAndRatios() throws Exception {
        for (long day = today - 29; day <= today; day++) {
            keep("p", day, "m" + day, 5_000_000);
        }

        JsonNode load = json(server.get("/api/v1/players/p/load", Role.COACH));

        assertThat(load.get("metric").asText()).isEqualTo("distance_m");
        assertThat(load.get("days")).hasSize(30);
        JsonNode last = load.get("days").get(29);
        assertThat(last.get("day").asText())
                .isEqualTo(LocalDate.ofEpochDay(today).toString());
        assertThat(last.get("value").asDouble()).isEqualTo(5_000);
        assertThat(last.get("ewma7").asDouble()).isCloseTo(5_000, within(1e-9));
        assertThat(load.get("acwr_uncoupled").asDouble()).isEqualTo(1);
        assertThat(load.get("warm_up").toString()).isEqualTo("{\"needed_days\":28,\"known_days\":30,\"done\":true}");
    }

    @Test
    void twoSessionsOfADayAreOneDayAndRestUntilTodayCounts() throws Exception {
        keep("p", today - 2, "m1", 3_000_000);
        keep("p", today - 2, "m2", 4_000_000);

        JsonNode load = json(server.get("/api/v1/players/p/load", Role.COACH));

        assertThat(load.get("days").findValuesAsText("value")).containsExactly("7000.0", "0.0", "0.0");
        assertThat(load.get("acwr_coupled").isNull()).isTrue();
        assertThat(load.get("warm_up").get("done").asBoolean()).isFalse();
    }

    @Test
    void aPlayerWhoStoppedLongAgoIsShownAsOfHisLastSession() throws Exception {
        keep("p", today - 900, "m1", 3_000_000);

        assertThat(json(server.get("/api/v1/players/p/load", Role.COACH)).get("days"))
                .hasSize(1);
    }

    @Test
    void aSessionWithoutTheMetricIsNotADayOfRest() throws Exception {
        keep("p", today, "m1", 3_000_000);

        JsonNode load = json(server.get("/api/v1/players/p/load?metric=load", Role.COACH));

        assertThat(load.get("days")).isEmpty();
        assertThat(load.get("sessions_without_value").asInt()).isEqualTo(1);
    }

    @Test
    void heartLoadIsForThoseWhoMaySeeIt() throws Exception {
        keep("p", today, "m1", 3_000_000);

        HttpResponse<String> coach = server.get("/api/v1/players/p/load?metric=trimp_banister", Role.COACH);
        HttpResponse<String> medical = server.get("/api/v1/players/p/load?metric=trimp_banister", Role.MEDICAL);

        assertThat(coach.statusCode()).isEqualTo(403);
        assertThat(json(coach).get("detail").asText()).contains("health data");
        assertThat(json(medical).get("days").get(0).get("value").asDouble()).isEqualTo(90);
    }

    @Test
    void whatCannotBeAskedIsSaid() throws Exception {
        HttpResponse<String> metric = server.get("/api/v1/players/p/load?metric=hr", Role.ADMIN);
        HttpResponse<String> player = server.get("/api/v1/players/p/load", Role.ADMIN);

        assertThat(metric.statusCode()).isEqualTo(400);
        assertThat(json(metric).get("detail").asText())
                .contains("metric is \"hr\"; allowed are distance_m, energy_kj_kg, load, trimp_banister");
        assertThat(player.statusCode()).isEqualTo(404);
    }

    private void keep(String playerId, long day, String matchId, long distanceMm) {
        PlayerSums sums = new PlayerSums(playerId);
        sums.add(Part.DISTANCE_MM, distanceMm, 3_600);
        sums.add(Part.TRIMP_MICRO, 90_000_000, 3_600);
        sums.addRest(3_600, 8, 180, day * 86_400, 1);
        server.history.keep(new Session(day, matchId, sums));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return EventJson.reader().readTree(answer.body());
    }
}
