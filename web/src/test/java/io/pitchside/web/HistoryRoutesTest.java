package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.web.KeptMatches.Reading;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any moment of a match over HTTP. The match: 200 seconds from 1000 on, home h1 to h3, away a1, and the ball. */
class HistoryRoutesTest {
    private static final long FIRST = 1_000;
    private static final int SECONDS = 200;

    private static final List<PlayerSecond> MATCH = match();

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        server.hub.accept(input -> input.setup("m1".getBytes(UTF_8), EventJson.bytes(setup())));
        MATCH.forEach(server.history::keep);
    }

    private static List<PlayerSecond> match() {
        List<PlayerSecond> rows = new ArrayList<>();
        for (int i = 0; i < SECONDS; i++) {
            long second = FIRST + i;
            rows.add(KeptMatches.row("m1", "h1", second, 20, 10, 5_000));
            rows.add(KeptMatches.row("m1", "h2", second, 60, 10, i < 100 ? 1_000 : 8_000));
            rows.add(KeptMatches.row("m1", "h3", second, 60, 50, 0));
            rows.add(KeptMatches.row("m1", "a1", second, 80, 30, 2_000));
            // At h1's feet for the first half, then at a1's.
            rows.add(KeptMatches.row("m1", "ball", second, i < 100 ? 21 : 79, i < 100 ? 10 : 30, 9_000));
        }
        return List.copyOf(rows);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static MatchSetup setup() {
        return new MatchSetup(
                "m1",
                2,
                null,
                "football",
                0,
                MatchSetup.Status.LIVE,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("Reds", null, null),
                new MatchSetup.Team("Blues", null, null),
                List.of(
                        player("h1", Side.HOME),
                        player("h2", Side.HOME),
                        player("h3", Side.HOME),
                        player("a1", Side.AWAY),
                        player(MatchSetup.BALL, Side.NEUTRAL)),
                List.of(new Period("first half", 1_000_000, 1_100_000)));
    }

    private static Player player(String id, Side side) {
        return new Player(id, side, id.toUpperCase(Locale.ROOT), null, null, null, List.of(), null, null);
    }

    @Test
    void theTimeLineReachesFromTheFirstToTheEndOfTheNewestSecond() throws Exception {
        JsonNode line = json("/api/v1/matches/m1/timeline");

        assertThat(line.get("from").asLong()).isEqualTo(1_000_000);
        assertThat(line.get("to").asLong()).isEqualTo(1_200_000);
        assertThat(line.get("live").asBoolean()).isFalse();
        assertThat(line.get("periods").get(0).get("name").asText()).isEqualTo("first half");
    }

    @Test
    void theTimeLineGrowsWithTheMatch() throws Exception {
        json("/api/v1/matches/m1/timeline");
        server.history.keep(KeptMatches.row("m1", "h1", 1_230, 20, 10, 5_000));
        server.clock.pass(Duration.ofSeconds(2));

        assertThat(json("/api/v1/matches/m1/timeline").get("to").asLong()).isEqualTo(1_231_000);
    }

    @Test
    void aMatchWithoutDataHasAnEmptyTimeLine() throws Exception {
        server.hub.accept(input -> input.setup("m9".getBytes(UTF_8), EventJson.bytes(TestServer.setup("m9", 1))));

        JsonNode line = json("/api/v1/matches/m9/timeline");

        assertThat(line.has("from")).isFalse();
        assertThat(line.get("periods")).isEmpty();
        assertThat(json("/api/v1/matches/m9/team")).isEmpty();
        assertThat(json("/api/v1/matches/m9/windows").get("players")).isEmpty();
    }

    @Test
    void positionsAreThoseOfTheStretchByPlayer() throws Exception {
        server.history.keep(new Reading("m1", "h1", 999, 1, 1));
        server.history.keep(new Reading("m1", "h1", 1_000, 20.004, 10.126));
        server.history.keep(new Reading("m1", "a1", 1_040, 80, -1.5));
        server.history.keep(new Reading("m1", "h1", 2_000, 1, 1));

        HttpResponse<String> answer = server.get("/api/v1/matches/m1/positions?from=1000&to=2000", Role.COACH);

        assertThat(answer.body())
                .isEqualTo("{\"from\":1000,\"to\":2000,\"players\":"
                        + "{\"a1\":[[1040,80.0,-1.5]],\"h1\":[[1000,20.0,10.13]]}}");
    }

    @Test
    void positionsAreThinnedPerPlayer() throws Exception {
        for (int i = 0; i < 50; i++) {
            server.history.keep(new Reading("m1", "h1", 1_000 + i * 40, i, 1));
            server.history.keep(new Reading("m1", "a1", 1_010 + i * 40, i, 1));
        }

        JsonNode players =
                json("/api/v1/matches/m1/positions?from=1000&to=3000&hz=5").get("players");

        assertThat(players.get("h1")).hasSize(10);
        assertThat(players.get("a1")).hasSize(10);
        assertThat(players.get("h1").get(1).get(0).asLong()).isEqualTo(1_200);
    }

    @Test
    void aPlayerMayBeCalledLikeAMedicalField() throws Exception {
        server.history.keep(new Reading("m1", "hr", 1_000, 1, 1));

        assertThat(json("/api/v1/matches/m1/positions?from=1000&to=2000")
                        .get("players")
                        .has("hr"))
                .isTrue();
    }

    @Test
    void totalsAsOfAMomentHoldTheSecondsThatWereOver() throws Exception {
        // Second 1009 is over at 1010000, and not a millisecond before.
        assertThat(distance("1010000")).isEqualTo(50);
        assertThat(distance("1009999")).isEqualTo(45);

        JsonNode players = json("/api/v1/matches/m1/players?at=1010000").get("players");

        assertThat(players).hasSize(4);
        assertThat(players.findValuesAsText("player_id")).doesNotContain("ball");
        JsonNode h1 = players.get(1);
        assertThat(h1.get("player_id").asText()).isEqualTo("h1");
        assertThat(h1.get("name").asText()).isEqualTo("H1");
        assertThat(h1.get("second").asLong()).isEqualTo(1_009);
        assertThat(h1.get("speed_mps").asDouble()).isEqualTo(5);
        assertThat(h1.has("hr")).isFalse();
        assertThat(json(server.get("/api/v1/matches/m1/players?at=1010000", Role.MEDICAL))
                        .get("players")
                        .get(1)
                        .get("hr")
                        .asInt())
                .isEqualTo(150);
    }

    private double distance(String at) throws Exception {
        return json("/api/v1/matches/m1/players?at=" + at)
                .get("players")
                .get(1)
                .get("distance_m")
                .asDouble();
    }

    @Test
    void beforeTheFirstSecondNobodyHasRun() throws Exception {
        assertThat(json("/api/v1/matches/m1/players?at=1000500").get("players")).isEmpty();
        assertThat(json("/api/v1/matches/m1/windows?at=1000500").get("players")).isEmpty();
        assertThat(json("/api/v1/matches/m1/team?at=1000500")).isEmpty();
    }

    @Test
    void secondsOfAStretchComeFromTheStore() throws Exception {
        JsonNode seconds =
                json("/api/v1/matches/m1/players/h2/seconds?from=1098&to=1102").get("seconds");

        assertThat(seconds.findValuesAsText("second")).containsExactly("1098", "1099", "1100", "1101");
        assertThat(seconds.get(3).get("distance_mm").asLong()).isEqualTo(8_000);
        assertThat(seconds.get(0).has("hr")).isFalse();
    }

    @Test
    void theHardestMinuteIsTheOneOfTheSecondHalf() throws Exception {
        JsonNode players = json("/api/v1/matches/m1/windows").get("players");

        assertThat(players.findValuesAsText("player_id")).containsExactly("a1", "h1", "h2", "h3");
        JsonNode minute = players.get(2).get("distance_m").get(0);
        assertThat(minute.get("minutes").asInt()).isEqualTo(1);
        assertThat(minute.get("value").asDouble()).isEqualTo(480);
        assertThat(minute.get("from").asLong()).isEqualTo(1_100);
        assertThat(minute.get("to").asLong()).isEqualTo(1_159);
        // Of 200 seconds no five minutes can be made.
        JsonNode five = players.get(2).get("distance_m").get(2);
        assertThat(five.get("value").isNull()).isTrue();
        assertThat(players.get(2).get("hsr_m").get(0).get("value").asDouble()).isEqualTo(240);
        assertThat(players.get(2).get("hmld_m").get(0).get("value").asDouble()).isEqualTo(120);
    }

    @Test
    void windowsAsOfAMomentDoNotKnowWhatComes() throws Exception {
        JsonNode minute = json("/api/v1/matches/m1/windows?at=1100000")
                .get("players")
                .get(2)
                .get("distance_m")
                .get(0);

        assertThat(minute.get("value").asDouble()).isEqualTo(60);
    }

    @Test
    void aCorrectionOfALongPastSecondReachesTheWindows() throws Exception {
        json("/api/v1/matches/m1/windows");
        server.history.keep(KeptMatches.row("m1", "h3", 1_002, 60, 50, 12_000));
        server.clock.pass(Duration.ofSeconds(2));

        JsonNode minute = json("/api/v1/matches/m1/windows")
                .get("players")
                .get(3)
                .get("distance_m")
                .get(0);

        assertThat(minute.get("value").asDouble()).isEqualTo(12);
    }

    @Test
    void aHeatMapCountsThePlayersSeconds() throws Exception {
        JsonNode home = json("/api/v1/matches/m1/heat-map?team=home");
        JsonNode one = json("/api/v1/matches/m1/heat-map?player=a1&at=1050000");

        assertThat(home.get("total_s").asLong()).isEqualTo(600);
        assertThat(home.get("seconds")).hasSize(14);
        assertThat(home.get("seconds").get(2).get(4).asLong()).isEqualTo(200);
        assertThat(one.get("total_s").asLong()).isEqualTo(50);
        assertThat(one.get("seconds").get(6).get(16).asLong()).isEqualTo(50);
    }

    @Test
    void teamsHaveAShapeAndTheBall() throws Exception {
        JsonNode end = json("/api/v1/matches/m1/team");
        JsonNode half = json("/api/v1/matches/m1/team?at=1100000");

        assertThat(end.get("second").asLong()).isEqualTo(1_199);
        assertThat(end.get("home").get("area_m2").asDouble()).isEqualTo(800);
        assertThat(end.get("home").get("depth_m").asDouble()).isEqualTo(40);
        assertThat(end.get("home").get("width_m").asDouble()).isEqualTo(40);
        assertThat(end.get("away").has("area_m2")).isFalse();
        assertThat(end.get("away").get("centroid").get(0).asDouble()).isEqualTo(80);
        assertThat(end.get("possession").get("home_s").asLong()).isEqualTo(100);
        assertThat(end.get("possession").get("away_s").asLong()).isEqualTo(100);
        assertThat(end.get("possession").get("home_share").asDouble()).isEqualTo(0.5);
        assertThat(half.get("possession").get("last_5_min_home_share").asDouble())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeline",
                "positions?from=1&to=2",
                "windows",
                "heat-map?team=home",
                "team",
                "alerts",
                "players?at=5",
                "players/p/seconds?from=1&to=2"
            })
    void aMatchThatNobodyKnowsIsNotFound(String path) throws Exception {
        assertProblem("/api/v1/matches/nope/" + path, 404, "there is no match \"nope\"");
        assertProblem("/api/v1/matches/_warm-up-1/" + path, 404, "there is no match");
    }

    @Test
    void aMatchThatIsOnlyKeptCanBeLookedAt() throws Exception {
        server.history.keep(KeptMatches.row("old", "p", 50, 1, 1, 1_000));

        assertThat(json("/api/v1/matches/old/timeline").get("from").asLong()).isEqualTo(50_000);
        assertThat(json("/api/v1/matches/old/players?at=60000").get("players")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            positions|from is missing: send it in epoch milliseconds
            positions?from=5|to is missing
            positions?from=5&to=5|allowed are 1 to 120000 ms after from
            positions?from=0&to=120001|allowed are 1 to 120000 ms after from
            positions?from=-1&to=4|from is "-1"
            positions?from=1&to=2&hz=0|hz is 0; allowed are whole numbers from 1 to 100
            positions?from=1&to=2&hz=101|hz is "101"
            windows?at=soon|at is "soon"
            team?at=100000000000001|at is "100000000000001"
            heat-map|either player=PLAYER_ID or team=home
            heat-map?player=h1&team=home|either player=PLAYER_ID or team=home
            heat-map?team=red|team is "red"; allowed are home and away
            players?at=|at is ""
            players/h1/seconds?from=5|to is missing: send it in epoch seconds
            players/h1/seconds?from=0&to=10801|allowed are 1 to 10800 s after from
            """)
    void parametersAreChecked(String path, String detail) throws Exception {
        assertProblem("/api/v1/matches/m1/" + path, 400, detail);
    }

    @Test
    void aPlayerWhoIsNotThereHasNoHeatMap() throws Exception {
        assertProblem("/api/v1/matches/m1/heat-map?player=zz", 404, "player is \"zz\", who is not in match \"m1\"");
    }

    @Test
    void aStoreThatIsAwaySaysSoAndComesBack() throws Exception {
        server.history.away(true);
        assertProblem("/api/v1/matches/m1/team", 503, "the store is away");

        server.history.away(false);
        assertThat(json("/api/v1/matches/m1/team").has("home")).isTrue();
    }

    private JsonNode json(String path) throws Exception {
        return json(server.get(path, Role.COACH));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EventJson.reader().readTree(answer.body());
    }

    private void assertProblem(String path, int status, String detail) throws Exception {
        HttpResponse<String> answer = server.get(path, Role.COACH);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(EventJson.reader().readTree(answer.body()).get("detail").asText())
                .contains(detail);
    }
}
