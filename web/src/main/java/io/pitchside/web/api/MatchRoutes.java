package io.pitchside.web.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.SetupLog;
import io.pitchside.web.api.KnownMatches.Known;
import io.pitchside.web.history.MatchTrack;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.LiveHub.MatchPlayers;
import io.pitchside.web.live.LiveHub.MatchState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Matches: the list, one match, its players' totals, and writing a set-up. */
public final class MatchRoutes {
    /** How long the first one to ask for a match's totals waits for the store. */
    private static final Duration TOTALS_WAIT_MAX = Duration.ofSeconds(5);

    /** By the time a thousand others were written, the hub has read this one back. */
    private static final int WRITTEN_MAX = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The longest stretch of player seconds in one answer: a match with its breaks. */
    static final long SECONDS_MAX = 10_800;
    /** What is read at once from the store, seconds. */
    private static final long PIECE_S = 900;
    /** How far back the values of a moment (speed, heart rate) are looked for. */
    private static final long MOMENT_S_MAX = 30;

    private final LiveHub hub;
    private final KnownMatches matches;
    private final SetupLog setups;
    private final Clock clock;
    /** The last version written by us per match, where the hub may not have read it back yet. Guarded by itself. */
    private final Map<String, Long> written = new LinkedHashMap<>();

    public MatchRoutes(LiveHub hub, KnownMatches matches, SetupLog setups, Clock clock) {
        this.hub = hub;
        this.matches = matches;
        this.setups = setups;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/matches", this::list),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}", this::one),
                new Route(HandlerType.PUT, "/api/v1/matches/{match_id}", this::put),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/players", this::players),
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/players/{player_id}/seconds", this::seconds));
    }

    private void list(Context context) {
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        for (MatchState match : hub.list()) {
            ObjectNode node = json(match);
            // The list names the sides; who plays is asked for match by match.
            node.remove("players");
            matches.add(node);
        }
        Asked.of(context).answer(JsonNodeFactory.instance.objectNode().set("matches", matches));
    }

    private void one(Context context) {
        Asked asked = Asked.of(context);
        asked.answer(json(find(asked.path("match_id"))));
    }

    private MatchState find(String matchId) {
        return hub.match(matchId)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "there is no match \"" + matchId + "\"; GET /api/v1/matches lists them all"));
    }

    private static ObjectNode json(MatchState match) {
        MatchSetup setup = match.setup();
        ObjectNode node = setup == null ? JsonNodeFactory.instance.objectNode() : MAPPER.valueToTree(setup);
        node.put("match_id", match.matchId());
        ObjectNode live = node.putObject("live");
        live.put("sensors_live", match.sensorsLive());
        live.put("sensors_total", match.sensorsTotal());
        if (match.heardAtMs() > 0) {
            live.put("heard_at", match.heardAtMs());
        }
        return node;
    }

    private void players(Context context) throws InterruptedException {
        Asked asked = Asked.of(context);
        OptionalLong before = asked.beforeSecond();
        if (before.isPresent()) {
            playersAt(asked, before.getAsLong());
            return;
        }
        MatchPlayers players = hub.players(asked.path("match_id"), TOTALS_WAIT_MAX);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("match_id", players.matchId());
        answer.put("complete", players.complete());
        ArrayNode list = answer.putArray("players");
        for (PlayerTotals totals : players.players()) {
            ObjectNode node = MAPPER.valueToTree(totals);
            describe(node, playerOf(players.setup(), totals.playerId()));
            list.add(node);
        }
        asked.answer(answer);
    }

    /** The totals as of a moment: sums of the store over the seconds that were over by then. */
    private void playersAt(Asked asked, long beforeSecond) {
        Known match = matches.find(asked.path("match_id"));
        MatchTrack track = matches.track(match);
        List<PlayerSecond> moment =
                matches.history().seconds(match.matchId(), beforeSecond - MOMENT_S_MAX, beforeSecond);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("match_id", match.matchId());
        answer.put("complete", true);
        ArrayNode list = answer.putArray("players");
        for (PlayerSums sums : matches.history().sums(match.matchId(), beforeSecond)) {
            if (sums.seconds() == 0 || sums.playerId().equals(MatchSetup.BALL)) {
                continue;
            }
            ObjectNode node = MAPPER.valueToTree(totals(sums, moment));
            // The store's sums name the newest second of all, also of those behind the moment.
            node.put("second", track.newestSecond(sums.playerId(), beforeSecond));
            describe(node, playerOf(match.setup(), sums.playerId()));
            list.add(node);
        }
        asked.answer(answer);
    }

    private static PlayerTotals totals(PlayerSums sums, List<PlayerSecond> moment) {
        PlayerSecond newest = null;
        Integer hr = null;
        for (PlayerSecond row : moment) {
            if (row.playerId().equals(sums.playerId())) {
                newest = row;
                hr = row.hr() == null ? hr : row.hr();
            }
        }
        return sums.totals(newest, hr, 0, null);
    }

    private static MatchSetup.@Nullable Player playerOf(@Nullable MatchSetup setup, String playerId) {
        return setup == null
                ? null
                : setup.players().stream()
                        .filter(player -> player.playerId().equals(playerId))
                        .findFirst()
                        .orElse(null);
    }

    private static void describe(ObjectNode node, MatchSetup.@Nullable Player player) {
        if (player == null) {
            return;
        }
        node.put("team", player.team().code());
        if (player.name() != null) {
            node.put("name", player.name());
        }
        if (player.shirt() != null) {
            node.put("shirt", player.shirt());
        }
    }

    private void seconds(Context context) {
        Asked asked = Asked.of(context);
        if (asked.query("from") == null && asked.query("to") == null) {
            asked.answer(Map.of("seconds", hub.recentSeconds(asked.path("match_id"), asked.path("player_id"))));
            return;
        }
        long from = asked.requiredNumber("from", "epoch seconds", Asked.TIME_S_MAX);
        long to = asked.requiredNumber("to", "epoch seconds", Asked.TIME_S_MAX);
        if (to <= from || to - from > SECONDS_MAX) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "to is " + to + ", from is " + from + "; allowed are 1 to " + SECONDS_MAX + " s after from");
        }
        Known match = matches.find(asked.path("match_id"));
        asked.answer(Map.of("seconds", storedSeconds(match, asked.path("player_id"), from, to)));
    }

    /** Piece by piece, because the store answers with the rows of all players. */
    private List<PlayerSecond> storedSeconds(Known match, String playerId, long from, long to) {
        List<PlayerSecond> rows = new ArrayList<>();
        MatchTrack track = matches.track(match);
        long end = Math.min(to, track.newestSecond() + 1);
        for (long piece = Math.max(from, track.firstSecond()); piece < end; piece += PIECE_S) {
            matches.history().seconds(match.matchId(), piece, Math.min(piece + PIECE_S, end)).stream()
                    .filter(row -> row.playerId().equals(playerId))
                    .forEach(rows::add);
        }
        return rows;
    }

    // --- writing ----------------------------------------------------------------------------------------------------

    private void put(Context context) {
        Asked asked = Asked.of(context);
        asked.mustOperate("write match set-ups");
        String matchId = asked.path("match_id");
        MatchSetup sent = setup(asked.body());
        if (!sent.matchId().equals(matchId)) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "the set-up is of match \"" + sent.matchId() + "\", the address names \"" + matchId + "\"");
        }
        SetupLog.Written position;
        MatchSetup setup;
        // One at a time: versions rise in the order in which the set-ups stand in the log.
        synchronized (written) {
            long known = knownVersion(matchId);
            if (sent.version() != 0 && sent.version() != known) {
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "version " + sent.version() + " was changed meanwhile, it is " + known
                                + " now; read it again, or leave version out to overwrite");
            }
            setup = sent.withVersion(Math.max(clock.millis(), known + 1));
            position = setups.write(setup);
            remember(matchId, setup.version());
        }
        asked.answer(JsonNodeFactory.instance
                .objectNode()
                .put("match_id", matchId)
                .put("version", setup.version())
                .put("partition", position.partition())
                .put("offset", position.offset()));
    }

    private long knownVersion(String matchId) {
        MatchSetup setup = hub.match(matchId).map(MatchState::setup).orElse(null);
        return Math.max(setup == null ? 0 : setup.version(), written.getOrDefault(matchId, 0L));
    }

    private void remember(String matchId, long version) {
        written.remove(matchId);
        written.put(matchId, version);
        if (written.size() > WRITTEN_MAX) {
            written.remove(written.keySet().iterator().next());
        }
    }

    private static MatchSetup setup(byte[] body) {
        try {
            return EventJson.read(body, MatchSetup.class);
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "the set-up is not valid: " + (cause == e ? e.getOriginalMessage() : cause.getMessage()),
                    e);
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "the body is no JSON: " + Asked.firstLine(e), e);
        }
    }
}
