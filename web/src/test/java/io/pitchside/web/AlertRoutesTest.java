package io.pitchside.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRoutesTest {
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Alert alert(String rule, long at, boolean medical) {
        return new Alert("tracking", rule, "m1", "p", "m1/p", at, null, 31.0, 20.0, medical, "look");
    }

    private void hear(Alert alert) {
        server.hub.accept(input -> input.alert(EventJson.bytes(alert)));
    }

    @Test
    void storedAndHeardAlertsAreOneListNewestFirst() throws Exception {
        Alert old = alert("sensor-silent", 1_000, false);
        server.history.keep(old);
        server.history.keep(new AlertAcknowledgement(old.eventId(), "m1", "coach", 1_500));
        hear(alert("position-frozen", 2_000, false).cleared(2_400));

        JsonNode answer = alerts("", Role.COACH);

        assertThat(answer.get("alerts").findValuesAsText("rule")).containsExactly("position-frozen", "sensor-silent");
        JsonNode frozen = answer.get("alerts").get(0);
        assertThat(frozen.get("state").asText()).isEqualTo("cleared");
        assertThat(frozen.get("cleared_at").asLong()).isEqualTo(2_400);
        assertThat(frozen.get("player_id").asText()).isEqualTo("p");
        assertThat(frozen.get("value").asDouble()).isEqualTo(31);
        assertThat(frozen.has("acknowledged")).isFalse();
        JsonNode silent = answer.get("alerts").get(1);
        assertThat(silent.get("state").asText()).isEqualTo("raised");
        assertThat(silent.get("acknowledged").toString()).isEqualTo("{\"at\":1500,\"role\":\"coach\"}");
        assertThat(answer.get("open").asInt()).isZero();
    }

    @Test
    void asOfAMomentNothingLaterIsKnown() throws Exception {
        Alert alert = alert("sensor-silent", 1_000, false).cleared(3_000);
        server.history.keep(alert);
        server.history.keep(new AlertAcknowledgement(alert.eventId(), "m1", "coach", 2_000));

        assertThat(alerts("?at=999", Role.COACH).get("alerts")).isEmpty();
        JsonNode raised = alerts("?at=1999", Role.COACH);
        assertThat(raised.get("open").asInt()).isEqualTo(1);
        assertThat(raised.get("alerts").get(0).get("state").asText()).isEqualTo("raised");
        assertThat(raised.get("alerts").get(0).has("acknowledged")).isFalse();
        assertThat(raised.get("alerts").get(0).has("cleared_at")).isFalse();
        JsonNode seen = alerts("?at=2000", Role.COACH).get("alerts").get(0);
        assertThat(seen.has("acknowledged")).isTrue();
        assertThat(seen.get("state").asText()).isEqualTo("raised");
        assertThat(alerts("?at=3000", Role.COACH)
                        .get("alerts")
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("cleared");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aMedicalAlertDoesNotExistForThoseWhoMayNotKnow(Role role) throws Exception {
        hear(alert("heart-rate", 1_000, true));
        hear(alert("sensor-silent", 2_000, false));

        JsonNode answer = alerts("", role);

        assertThat(answer.get("alerts")).hasSize(role.mayReadMedical() ? 2 : 1);
        assertThat(answer.get("open").asInt()).isEqualTo(role.mayReadMedical() ? 2 : 1);
        assertThat(answer.toString().contains("heart")).isEqualTo(role.mayReadMedical());
    }

    @Test
    void theFirstAcknowledgementCounts() throws Exception {
        Alert alert = alert("sensor-silent", 1_000, false);
        hear(alert);

        HttpResponse<String> first = acknowledge(alert.eventId(), Role.COACH);
        HttpResponse<String> second = acknowledge(alert.eventId(), Role.ADMIN);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).get("role").asText()).isEqualTo("coach");
        assertThat(json(first).get("at").asLong()).isEqualTo(server.clock.millis());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(server.alerts.written()).hasSize(1);
        JsonNode answer = alerts("", Role.SCOUT);
        assertThat(answer.get("open").asInt()).isZero();
        assertThat(answer.get("alerts").get(0).get("acknowledged").get("role").asText())
                .isEqualTo("coach");
    }

    @Test
    void anAlertFromBeforeTheStartCanBeAcknowledged() throws Exception {
        Alert alert = alert("sensor-silent", 1_000, false);
        server.history.keep(alert);

        assertThat(acknowledge(alert.eventId(), Role.MEDICAL).statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasAcknowledgedBeforeTheStartStaysSo() throws Exception {
        Alert alert = alert("sensor-silent", 1_000, false);
        server.history.keep(alert);
        server.history.keep(new AlertAcknowledgement(alert.eventId(), "m1", "coach", 1_500));

        HttpResponse<String> answer = acknowledge(alert.eventId(), Role.ADMIN);

        assertThat(json(answer).get("at").asLong()).isEqualTo(1_500);
        assertThat(server.alerts.written()).isEmpty();
    }

    @Test
    void whoMayNotAcknowledgeIsTold() throws Exception {
        hear(alert("sensor-silent", 1_000, false));

        HttpResponse<String> scout = acknowledge("tracking/sensor-silent/m1/p/1000", Role.SCOUT);

        assertThat(scout.statusCode()).isEqualTo(403);
        assertThat(json(scout).get("detail").asText())
                .contains("role scout may not", "coach, medical, operator, admin");
        assertThat(acknowledge("tracking/sensor-silent/m1/p/1000", Role.ANALYST).statusCode())
                .isEqualTo(403);
        assertThat(server.alerts.written()).isEmpty();
    }

    @Test
    void aMedicalAlertIsUnknownToACoachEvenByItsId() throws Exception {
        Alert alert = alert("heart-rate", 1_000, true);
        hear(alert);

        HttpResponse<String> coach = acknowledge(alert.eventId(), Role.COACH);
        HttpResponse<String> none = acknowledge("tracking/heart-rate/m1/p/1001", Role.COACH);

        assertThat(coach.statusCode()).isEqualTo(404);
        assertThat(coach.body().replace("1000", "1001")).isEqualTo(none.body());
        assertThat(acknowledge(alert.eventId(), Role.MEDICAL).statusCode()).isEqualTo(200);
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        assertThat(json(post("{}", Role.ADMIN)).get("detail").asText()).contains("id is missing");
        assertThat(post("{}", Role.ADMIN).statusCode()).isEqualTo(400);
        assertThat(acknowledge("no/such/alert", Role.ADMIN).statusCode()).isEqualTo(404);
    }

    private JsonNode alerts(String query, Role role) throws Exception {
        return json(server.get("/api/v1/matches/m1/alerts" + query, role));
    }

    private HttpResponse<String> acknowledge(String id, Role role) throws Exception {
        return post("{\"id\":\"" + id + "\"}", role);
    }

    private HttpResponse<String> post(String body, Role role) throws Exception {
        return server.send(server.request("/api/v1/alerts/acknowledge", role).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return EventJson.reader().readTree(answer.body());
    }
}
