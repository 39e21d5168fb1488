package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.dev.FakePlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchsideServerTest {
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // --- the gate ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1", "/api/v1/", "/api/v1/matches", "/api/v1/matches/m1/live", "/api/v1/matches/nope/live",
                "/api/v1/no-such-thing", "/api/v1/openapi.json", "/api/v2", "/api", "/%61pi/v1/matches"
            })
    void everyPathOfTheApiAnswers401WithoutAToken(String path) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("status").asInt()).isEqualTo(401);
        assertThat(json(answer).fieldNames()).toIterable().containsExactly("type", "title", "status", "detail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong-token-for-tests", "Bearer", "Basic dG9rZW4=", ""})
    void anUnknownTokenAnswers401EvenBesideAGoodCookie(String header) throws Exception {
        HttpResponse<String> answer = server.send(server.request("/api/v1/me")
                .header("Authorization", header)
                .header("Cookie", "pitchside_token=" + TestServer.token(Role.ADMIN)));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOpensTheApiInTheHeaderOrInTheCookie() throws Exception {
        HttpResponse<String> byHeader = server.get("/api/v1/me", Role.COACH);
        HttpResponse<String> byCookie = server.send(
                server.request("/api/v1/me").header("Cookie", "pitchside_token=" + TestServer.token(Role.MEDICAL)));

        assertThat(json(byHeader).get("role").asText()).isEqualTo("coach");
        assertThat(json(byCookie).get("may_read_medical").asBoolean()).isTrue();
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() throws Exception {
        HttpResponse<String> unknown = server.get("/api/v1/no-such-thing", Role.COACH);
        HttpResponse<String> method =
                server.send(server.request("/api/v1/matches", Role.COACH).DELETE());
        HttpResponse<String> stream = server.send(
                server.request("/api/v1/matches/m1/live", Role.COACH).POST(BodyPublishers.noBody()));

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(stream.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/assets/match.js", "/api/v1/no-such-thing", "/no-such-page", "/api/v1/me"})
    void everyAnswerMakesBrowsersCareful(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, Role.COACH);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example"})
    void aForeignHostNameIsRefused(String host) throws Exception {
        assertThat(statusOf("GET /api/v1/me HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer "
                        + TestServer.token(Role.ADMIN) + "\r\nConnection: close\r\n\r\n"))
                .contains(" 421 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:80"})
    void loopbackNamesAreAnswered(String host) throws Exception {
        assertThat(statusOf("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
    }

    private String statusOf(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }

    @Test
    void aChangeWithACookieMustComeFromOurOwnPage() throws Exception {
        assertThat(putWithCookie("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(putWithCookie("Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(putWithCookie("Origin", "http://localhost:1")).isEqualTo(403);
        assertThat(putWithCookie("X-Nothing", "at all")).isEqualTo(403);
        assertThat(server.setups.written()).isEmpty();

        assertThat(putWithCookie("Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(putWithCookie("Origin", server.server.url())).isEqualTo(200);
    }

    private int putWithCookie(String header, String value) throws Exception {
        return server.send(server.request("/api/v1/matches/m2")
                        .header("Cookie", "pitchside_token=" + TestServer.token(Role.OPERATOR))
                        .header(header, value)
                        .PUT(BodyPublishers.ofByteArray(EventJson.bytes(TestServer.setup("m2", 0)))))
                .statusCode();
    }

    @Test
    void theSignInLinkLeavesACookieAndGoesOn() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/sign-in?token=" + TestServer.token(Role.COACH)));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("pitchside_token=" + TestServer.token(Role.COACH))
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
    }

    @Test
    void aWrongSignInLinkSaysHowToGetOne() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/sign-in?token=wrong"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("./pitchside sign-in").doesNotContain("wrong");
    }

    @Test
    void aPageWithoutACookieSaysHowToSignIn() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/live/m1"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("./pitchside sign-in");
    }

    // --- answers ----------------------------------------------------------------------------------------------------

    @Test
    void healthNeedsNoToken() throws Exception {
        assertThat(server.send(server.request("/healthz")).statusCode()).isEqualTo(200);
    }

    @Test
    void medicalFieldsOfASetupAreAbsentForACoach() throws Exception {
        String coach = server.get("/api/v1/matches/m1", Role.COACH).body();
        String medical = server.get("/api/v1/matches/m1", Role.MEDICAL).body();

        assertThat(coach).contains("Pat").doesNotContain("hr_max", "hr_rest");
        assertThat(medical).contains("\"hr_max\":190");
    }

    @Test
    void theListNamesEveryMatch() throws Exception {
        JsonNode matches = json(server.get("/api/v1/matches", Role.SCOUT)).get("matches");

        assertThat(matches).hasSize(1);
        assertThat(matches.get(0).get("match_id").asText()).isEqualTo("m1");
        assertThat(matches.get(0).get("live").get("sensors_total").asInt()).isEqualTo(1);
        assertThat(matches.get(0).has("players")).isFalse();
    }

    @Test
    void totalsNameThePlayers() throws Exception {
        server.hub.accept(input -> input.second(0, 1, rowOf("p", 100, 5_000)));

        JsonNode players =
                json(server.get("/api/v1/matches/m1/players", Role.MEDICAL)).get("players");

        assertThat(players.get(0).get("name").asText()).isEqualTo("Pat <b>");
        assertThat(players.get(0).get("distance_m").asDouble()).isEqualTo(5);
        assertThat(players.get(0).get("hr").asInt()).isEqualTo(150);
    }

    private static byte[] rowOf(String playerId, long second, long distanceMm) {
        return ("{\"match_id\":\"m1\",\"player_id\":\"" + playerId + "\",\"second\":" + second + ",\"distance_mm\":"
                        + distanceMm + ",\"hr\":150,\"revision\":1,\"definition_version\":\"v1\"}")
                .getBytes(UTF_8);
    }

    @Test
    void aSetupIsWrittenWithARisingVersion() throws Exception {
        HttpResponse<String> first = put("m2", "{\"match_id\":\"m2\",\"home\":{\"name\":\"A\"}}", Role.OPERATOR);
        HttpResponse<String> second = put("m2", "{\"match_id\":\"m2\",\"home\":{\"name\":\"B\"}}", Role.OPERATOR);

        long version = json(first).get("version").asLong();
        assertThat(version).isEqualTo(server.clock.millis());
        assertThat(json(second).get("version").asLong()).isEqualTo(version + 1);
        assertThat(server.setups.written()).hasSize(2);
        assertThat(json(server.get("/api/v1/matches/m2", Role.COACH))
                        .get("home")
                        .get("name")
                        .asText())
                .isEqualTo("B");
    }

    @Test
    void aSetupThatWasChangedMeanwhileIsNotOverwritten() throws Exception {
        HttpResponse<String> answer = put("m1", "{\"match_id\":\"m1\",\"version\":77}", Role.ADMIN);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("detail").asText()).contains("77", "it is 1 now");
        assertThat(server.setups.written()).isEmpty();
    }

    @Test
    void aSetupThatIsNotValidSaysWhy() throws Exception {
        assertProblem(put("m2", "{\"match_id\":\"other\"}", Role.ADMIN), 400, "the address names \"m2\"");
        assertProblem(put("m2", "{\"match_id\":", Role.ADMIN), 400, "no JSON");
        assertProblem(put("m2", "{\"match_id\":\"m2\",\"status\":\"paused\"}", Role.ADMIN), 400, "allowed are planned");
        assertProblem(put("m2", "{\"match_id\":\"a/b\"}", Role.ADMIN), 400, "match_id");
        assertProblem(put("m2", "{\"match_id\":\"m2\"}", Role.COACH), 403, "role coach may not write");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer = put("m2", " ".repeat(ServerSettings.BODY_BYTES_MAX + 1), Role.ADMIN);

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> put(String matchId, String body, Role role) throws Exception {
        return server.send(server.request("/api/v1/matches/" + matchId, role).PUT(BodyPublishers.ofString(body)));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("detail").asText()).contains(detail);
    }

    @Test
    void deadLettersAreForThoseWhoOperateAndHideHeartRates() throws Exception {
        HttpResponse<String> coach = server.get("/api/v1/dead-letters", Role.COACH);
        JsonNode operator =
                json(server.get("/api/v1/dead-letters?limit=1", Role.OPERATOR)).get("dead_letters");
        JsonNode admin = json(server.get("/api/v1/dead-letters/sensor-readings/0/123456", Role.ADMIN));

        assertThat(coach.statusCode()).isEqualTo(403);
        assertThat(operator).hasSize(1);
        assertThat(payload(operator.get(0))).contains("\"hr\":***");
        assertThat(payload(admin)).contains("\"hr\":911");
    }

    private static String payload(JsonNode letter) {
        return new String(
                java.util.Base64.getDecoder().decode(letter.get("payload").asText()), UTF_8);
    }

    @Test
    void numbersInAddressesAreChecked() throws Exception {
        assertProblem(server.get("/api/v1/dead-letters?limit=many", Role.ADMIN), 400, "limit is \"many\"");
        assertProblem(server.get("/api/v1/dead-letters?limit=1001", Role.ADMIN), 400, "0 to 1000");
        assertProblem(server.get("/api/v1/dead-letters/t/-1/0", Role.ADMIN), 400, "partition");
        assertProblem(server.get("/api/v1/audit?wait_s=301", Role.COACH), 400, "0 to 300");
    }

    @Test
    void aQueryNeedsSqlAndAKnownFormat() throws Exception {
        assertProblem(query("{}"), 400, "sql is missing");
        assertProblem(query("{\"sql\":\"SELECT 1\",\"format\":\"xml\"}"), 400, "allowed are json, csv, table");
        assertProblem(query("[1]"), 400, "JSON object");
        assertThat(query("{\"sql\":\"SELECT 1\"}").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> query(String body) throws Exception {
        return server.send(server.request("/api/v1/query", Role.ANALYST).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void oneQueryTooManyAtOnceIsToldToWait() throws Exception {
        CountDownLatch inside = new CountDownLatch(ServerSettings.QUERIES_MAX);
        CountDownLatch go = new CountDownLatch(1);
        try (TestServer busy = new TestServer(new BusyPlatform(inside, go))) {
            for (int i = 0; i < ServerSettings.QUERIES_MAX; i++) {
                new Thread(new FutureTask<>(() -> busy.send(busy.request("/api/v1/query", Role.ADMIN)
                                .POST(BodyPublishers.ofString("{\"sql\":\"x\"}")))))
                        .start();
            }
            inside.await();

            HttpResponse<String> answer = busy.send(
                    busy.request("/api/v1/query", Role.ADMIN).POST(BodyPublishers.ofString("{\"sql\":\"x\"}")));
            go.countDown();

            assertProblem(answer, 429, "too many queries");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void whatThePlatformThrowsBecomesAProblemAndTellsNothingElse() throws Exception {
        try (TestServer broken = new TestServer(new BrokenPlatform())) {
            HttpResponse<String> known = broken.get("/api/v1/status", Role.ADMIN);
            HttpResponse<String> unknown = broken.get("/api/v1/pipelines", Role.ADMIN);

            assertProblem(known, 503, "the store is away");
            assertProblem(unknown, 500, "the log of the platform");
            assertThat(unknown.body()).doesNotContain("secret");
        }
    }

    // --- start and stop ---------------------------------------------------------------------------------------------

    @Test
    void aTakenPortIsNamed() {
        ServerSettings taken = ServerSettings.loopback(server.server.port());

        assertThatThrownBy(() -> PitchsideServer.start(
                        taken, Tokens.of(Map.of()), server.parts(new FakePlatform(Clock.systemUTC())), server.clock))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("http.port " + server.server.port())
                .hasMessageContaining("--set http.port=0");
    }

    @Test
    void aPublicAddressIsRefused() {
        ServerSettings open = new ServerSettings("0.0.0.0", 0, Set.of());

        assertThatThrownBy(() -> PitchsideServer.start(
                        open, Tokens.of(Map.of()), server.parts(new FakePlatform(Clock.systemUTC())), server.clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http.host 0.0.0.0");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return EventJson.reader().readTree(answer.body());
    }
}
