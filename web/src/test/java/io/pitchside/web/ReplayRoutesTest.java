package io.pitchside.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRoutesTest {
    private static final Set<Role> VERIFIERS = EnumSet.of(Role.ANALYST, Role.OPERATOR, Role.ADMIN);

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void someRolesMayReplayAndTrace(Role role) throws Exception {
        HttpResponse<String> replay = post("/api/v1/matches/m1/replay", "", role);
        HttpResponse<String> trace = server.get("/api/v1/trace?event_id=m1/s/1/2", role);

        assertThat(replay.statusCode()).isEqualTo(VERIFIERS.contains(role) ? 200 : 403);
        assertThat(trace.statusCode()).isEqualTo(VERIFIERS.contains(role) ? 200 : 403);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleMayAskWhatIfAndSomeSeeMedicalFields(Role role) throws Exception {
        JsonNode answer = json(post("/api/v1/matches/m1/what-if", "{\"zones\":\"hsr\"}", role));

        assertThat(answer.at("/alternative/zones_kmh/2").asDouble()).isEqualTo(19.8);
        assertThat(answer.at("/base/players/0").has("hr_mean")).isEqualTo(role.mayReadMedical());
        assertThat(answer.at("/alternative/players/1").has("hr_mean")).isEqualTo(role.mayReadMedical());
    }

    @Test
    void theValuesOfADifferenceInAMedicalFieldAreWithheld() throws Exception {
        JsonNode analyst = json(post("/api/v1/matches/m1/replay", "", Role.ANALYST));
        JsonNode admin = json(post("/api/v1/matches/m1/replay", "", Role.ADMIN));

        assertThat(analyst.at("/sources/0/first_differences/0/stored").asInt()).isEqualTo(4_211);
        JsonNode hidden = analyst.at("/sources/1/first_differences/1");
        assertThat(hidden.path("field").asText()).isEqualTo("hr");
        assertThat(hidden.has("stored")).isFalse();
        assertThat(hidden.has("recomputed")).isFalse();
        assertThat(hidden.path("withheld").asBoolean()).isTrue();
        assertThat(admin.at("/sources/1/first_differences/1/stored").asInt()).isEqualTo(171);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"zones\":\"uefa\"}",
                "{\"zones\":[1,2,3]}",
                "{\"zones\":[1,2,3,2]}",
                "{\"zones\":[1,2,3,\"4\"]}",
                "{\"zones\":[0,2,3,4]}"
            })
    void zonesThatAreNoneAreRefused(String body) throws Exception {
        HttpResponse<String> answer = post("/api/v1/matches/m1/what-if", body, Role.COACH);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains("zones");
    }

    @Test
    void ownZonesAreTaken() throws Exception {
        JsonNode answer = json(post("/api/v1/matches/m1/what-if", "{\"zones\":[5,10,15.5,20]}", Role.COACH));

        assertThat(answer.at("/alternative/zones_kmh/2").asDouble()).isEqualTo(15.5);
    }

    @Test
    void aMatchThatNobodyKnowsIsNotFound() throws Exception {
        assertThat(post("/api/v1/matches/no-such/replay", "", Role.ADMIN).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTraceNeedsAnId() throws Exception {
        assertThat(server.get("/api/v1/trace", Role.ADMIN).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> post(String path, String body, Role role) throws Exception {
        return server.send(server.request(path, role).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return EventJson.reader().readTree(answer.body());
    }
}
