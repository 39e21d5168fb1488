package io.pitchside.model.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchSetupTest {
    private static final String FULL = """
            {"match_id":"m1","version":3,"stadium_id":"s1","sport":"football","kick_off":1700000000000,"status":"live",
             "pitch":{"length_m":105.0,"width_m":68.0},
             "home":{"name":"Arrows","short_name":"ARR","colour":"#0044cc"},
             "away":{"name":"Foxes"},
             "players":[{"player_id":"7","team":"home","name":"Diallo","shirt":7,"role":"forward","sex":"f",
                         "sensors":["tag-7","belt-7"],"hr_max":196,"hr_rest":52},
                        {"player_id":"ball","team":"neutral","sensors":["b1"]}],
             "periods":[{"name":"first half","start":1700000000000,"end":1700002700000}],"sampling_ms":1000}
            """;

    @Test
    void everyFieldIsRead() throws IOException {
        MatchSetup setup = read(FULL);

        assertThat(setup.status()).isEqualTo(Status.LIVE);
        assertThat(setup.home()).isEqualTo(new Team("Arrows", "ARR", "#0044cc"));
        assertThat(setup.players().get(0))
                .isEqualTo(
                        new Player("7", Side.HOME, "Diallo", 7, "forward", "f", List.of("tag-7", "belt-7"), 196, 52));
        assertThat(setup.players().get(1).playerId()).isEqualTo(MatchSetup.BALL);
        assertThat(setup.periods()).containsExactly(new Period("first half", 1_700_000_000_000L, 1_700_002_700_000L));
        assertThat(setup.samplingMs()).isEqualTo(1000);
        assertThat(setup.eventId()).isEqualTo("m1/3");
    }

    @Test
    void sensorsThatSpeakTenTimesASecondNeedNoSamplingInterval() throws IOException {
        MatchSetup setup = withPlayers(List.of());

        assertThat(setup.samplingMs()).isNull();
        assertThat(new String(EventJson.bytes(setup), StandardCharsets.UTF_8)).doesNotContain("sampling_ms");
        assertThat(read("{\"match_id\":\"m1\",\"sampling_ms\":null}").samplingMs())
                .isNull();
        assertThat(setup.withSamplingMs(1000).samplingMs()).isEqualTo(1000);
        assertThat(setup.withSamplingMs(1000).withSamplingMs(null)).isEqualTo(setup);
    }

    @Test
    void setupComesBackFromItsJsonUnchanged() throws IOException {
        MatchSetup setup = read(FULL);

        assertThat(EventJson.read(EventJson.bytes(setup), MatchSetup.class)).isEqualTo(setup);
    }

    @Test
    void shortestSetupIsAPlannedFootballMatchOnAStandardPitch() throws IOException {
        MatchSetup setup = read("{\"match_id\":\"m1\"}");

        assertThat(setup.sport()).isEqualTo("football");
        assertThat(setup.status()).isEqualTo(Status.PLANNED);
        assertThat(setup.pitch()).isEqualTo(Pitch.STANDARD);
        assertThat(setup.players()).isEmpty();
        assertThat(setup.home().name()).isEqualTo("Home");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"match_id":"a/b"}                                                        | match_id "a/b": 1 to 64 bytes
                    {"version":1}                                                             | match_id "null": 1 to 64 bytes
                    {"match_id":"m","stadium_id":"#"}                                         | stadium_id "#"
                    {"match_id":"m","status":"LIVE"}                                          | allowed are planned, live, finished, archived
                    {"match_id":"m","pitch":{"length_m":1050,"width_m":68}}                   | pitch 1050.0 x 68.0 m: allowed are
                    {"match_id":"m","home":{"name":"A","colour":"blue"}}                      | colour "blue": write it as #rrggbb
                    {"match_id":"m","home":{}}                                                | team name
                    {"match_id":"m","players":[{"player_id":"7","team":"red"}]}               | team "red": allowed are home, away, neutral
                    {"match_id":"m","players":[{"player_id":"7"}]}                            | team of player 7
                    {"match_id":"m","players":[{"player_id":"7","team":"home","sensors":["+"]}]} | sensor of player 7 "+"
                    {"match_id":"m","periods":[{"name":"1st","start":5,"end":5}]}             | period 1st ends before it starts
                    {"match_id":"m","sampling_ms":0}                                          | sampling_ms 0: allowed are 1 to 60000, or none
                    {"match_id":"m","sampling_ms":60001}                                      | sampling_ms 60001: allowed are 1 to 60000
                    """)
    void faultIsNamedWithItsValue(String json, String message) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(message);
    }

    @Test
    void playerThatStandsTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withPlayers(List.of(player("7"), player("8"), player("7"))))
                .withMessage("player_id \"7\" stands twice");
    }

    @Test
    void moreThanTheMostPlayersAreRefused() {
        List<Player> players = Collections.nCopies(MatchSetup.PLAYERS_MAX + 1, player("7"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> withPlayers(players))
                .withMessage("201 players: at most 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "tag-7", "ball", "Müller", "_warm-up-1", "球員", "a b"})
    void idMayBeWhatSitesCallThings(String id) {
        assertThat(MatchSetup.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/b", "a+b", "#", "a\"b", "a\\b", "a\nb", "\u007f", "\ud800", "球員球員球員球員球員球員球員球員球員球員球員"})
    void idThatTopicsKeysOrColumnsCannotCarryIsNone(String id) {
        assertThat(MatchSetup.isId(id)).isFalse();
    }

    @Test
    void newVersionAndStatusChangeNothingElse() throws IOException {
        MatchSetup setup = read(FULL);

        MatchSetup changed = setup.withVersion(4).withStatus(Status.FINISHED);

        assertThat(changed.version()).isEqualTo(4);
        assertThat(changed.status()).isEqualTo(Status.FINISHED);
        assertThat(changed.withVersion(3).withStatus(Status.LIVE)).isEqualTo(setup);
    }

    private static MatchSetup read(String json) throws IOException {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), MatchSetup.class);
    }

    private static Player player(String id) {
        return new Player(id, Side.HOME, null, null, null, null, List.of(), null, null);
    }

    private static MatchSetup withPlayers(List<Player> players) {
        return new MatchSetup(
                "m1",
                1,
                null,
                "football",
                0,
                Status.PLANNED,
                Pitch.STANDARD,
                new Team("Home", null, null),
                new Team("Away", null, null),
                players,
                List.of());
    }
}
