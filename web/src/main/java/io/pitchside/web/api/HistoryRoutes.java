package io.pitchside.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.metrics.HeatMap;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.api.KnownMatches.Known;
import io.pitchside.web.history.MatchTrack;
import io.pitchside.web.history.MatchTrack.PlayerWindows;
import io.pitchside.web.history.MatchTrack.Teams;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Any moment of a match: its time line, positions, hardest minutes, heat maps and teams. All but positions take
 * {@code at} (epoch milliseconds) and then count the seconds that were over by then.
 */
public final class HistoryRoutes {
    /** The longest stretch of positions in one answer. */
    static final long POSITIONS_MS_MAX = 120_000;
    /** Readings behind one answer: {@link #POSITIONS_MS_MAX} of 40 players at 50 a second. */
    static final int POSITIONS_READINGS_MAX = 240_000;
    /** The highest rate to thin positions to; above it they are not thinned anyway. */
    static final long HZ_MAX = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final KnownMatches matches;

    public HistoryRoutes(KnownMatches matches) {
        this.matches = matches;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/timeline", this::timeline),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/positions", this::positions),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/windows", this::windows),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/heat-map", this::heatMap),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/team", this::team));
    }

    private void timeline(Context context) {
        Asked asked = Asked.of(context);
        Known match = matches.find(asked.path("match_id"));
        MatchTrack track = matches.track(match);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("match_id", match.matchId());
        if (track.newestSecond() >= 0) {
            answer.put("from", track.firstSecond() * 1_000);
            answer.put("to", (track.newestSecond() + 1) * 1_000);
        }
        answer.put("live", match.live());
        MatchSetup setup = match.setup();
        answer.set("periods", MAPPER.valueToTree(setup == null ? List.of() : setup.periods()));
        asked.answer(answer);
    }

    private void positions(Context context) {
        Asked asked = Asked.of(context);
        long from = asked.requiredNumber("from", "epoch milliseconds", Asked.TIME_MS_MAX);
        long to = asked.requiredNumber("to", "epoch milliseconds", Asked.TIME_MS_MAX);
        if (to <= from || to - from > POSITIONS_MS_MAX) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "to is " + to + ", from is " + from + "; allowed are 1 to " + POSITIONS_MS_MAX + " ms after from");
        }
        long hz = asked.queryNumber("hz", HZ_MAX, HZ_MAX);
        if (hz == 0) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST, "hz is 0; allowed are whole numbers from 1 to " + HZ_MAX);
        }
        Known match = matches.find(asked.path("match_id"));
        PositionsJson json = new PositionsJson(hz, asked.query("hz") != null, POSITIONS_READINGS_MAX);
        matches.history().positions(match.matchId(), from, to, POSITIONS_READINGS_MAX + 1, json);
        asked.answerBytes(json.bytes(from, to));
    }

    private void windows(Context context) {
        Asked asked = Asked.of(context);
        long before = asked.beforeSecond().orElse(Long.MAX_VALUE);
        Known match = matches.find(asked.path("match_id"));
        ArrayNode players = JsonNodeFactory.instance.arrayNode();
        for (PlayerWindows windows : matches.track(match).windows(before)) {
            ObjectNode player = players.addObject().put("player_id", windows.playerId());
            player.set("distance_m", MAPPER.valueToTree(windows.distance()));
            player.set("hsr_m", MAPPER.valueToTree(windows.hsr()));
            player.set("hmld_m", MAPPER.valueToTree(windows.hmld()));
        }
        asked.answer(JsonNodeFactory.instance.objectNode().set("players", players));
    }

    private void heatMap(Context context) {
        Asked asked = Asked.of(context);
        long before = asked.beforeSecond().orElse(Long.MAX_VALUE);
        String player = asked.query("player");
        String team = asked.query("team");
        if ((player == null) == (team == null)) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST, "send either player=PLAYER_ID or team=home or team=away");
        }
        Known match = matches.find(asked.path("match_id"));
        if (player != null && !matches.hasPlayer(match, player)) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "player is \"" + player + "\", who is not in match \"" + match.matchId() + "\"");
        }
        Set<String> players = player != null ? Set.of(player) : membersOf(match, sideOf(String.valueOf(team)));
        HeatMap map = matches.track(match).heatMap(players, match.pitch(), before);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("columns", HeatMap.COLUMNS).put("rows", HeatMap.ROWS);
        answer.put("length_m", match.pitch().lengthM())
                .put("width_m", match.pitch().widthM());
        answer.set("seconds", MAPPER.valueToTree(map.seconds()));
        answer.put("total_s", map.total());
        asked.answer(answer);
    }

    private static Side sideOf(String team) {
        return switch (team) {
            case "home" -> Side.HOME;
            case "away" -> Side.AWAY;
            default ->
                throw new ProblemException(
                        ProblemKind.BAD_REQUEST, "team is \"" + team + "\"; allowed are home and away");
        };
    }

    private static Set<String> membersOf(Known match, Side side) {
        MatchSetup setup = match.setup();
        return setup == null
                ? Set.of()
                : setup.players().stream()
                        .filter(player -> player.team() == side)
                        .map(Player::playerId)
                        .collect(Collectors.toSet());
    }

    private void team(Context context) {
        Asked asked = Asked.of(context);
        long before = asked.beforeSecond().orElse(Long.MAX_VALUE);
        Known match = matches.find(asked.path("match_id"));
        MatchSetup setup = match.setup();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (setup != null) {
            matches.track(match).teams(setup, before).ifPresent(teams -> describe(answer, teams));
        }
        asked.answer(answer);
    }

    private static void describe(ObjectNode answer, Teams teams) {
        answer.put("second", teams.second());
        teams.home().ifPresent(shape -> answer.set("home", MAPPER.valueToTree(shape)));
        teams.away().ifPresent(shape -> answer.set("away", MAPPER.valueToTree(shape)));
        teams.possession().ifPresent(shares -> answer.set("possession", MAPPER.valueToTree(shares)));
    }
}
