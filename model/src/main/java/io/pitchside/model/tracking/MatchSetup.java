package io.pitchside.model.tracking;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who plays, where, and with which sensors: the value of {@code match-setup}, keyed by match; the same value is written
 * into the pipeline's own topic as a control record and shapes only what follows it there. Event id:
 * {@code match_id/version}. The ball is the player {@link #BALL}.
 *
 * @param version rises with every change; the platform sets it when it takes the set-up
 * @param kickOff planned kick-off, epoch milliseconds; 0 where it is not known
 * @param periods when play ran; nothing is smoothed or summed across their borders. Empty: the whole time is one
 * @param samplingMs how far apart the readings of one sensor nominally are, where they come slower than ten times a
 *     second (a watch: 1000); null: every 100 ms or faster. What counts as a gap and how wide speeds are smoothed follow it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatchSetup(
        String matchId,
        long version,
        @Nullable String stadiumId,
        String sport,
        long kickOff,
        Status status,
        Pitch pitch,
        Team home,
        Team away,
        List<Player> players,
        List<Period> periods,
        @Nullable Integer samplingMs) {
    /** The player id of the ball. */
    public static final String BALL = "ball";

    /** Matches that only warm the process up are called so; they are kept apart everywhere and shown nowhere. */
    public static final String WARM_UP_PREFIX = "_warm-up-";

    public static final int PLAYERS_MAX = 200;
    public static final int PERIODS_MAX = 20;
    public static final int SENSORS_MAX = 20;
    /** A sensor that speaks more rarely than this follows nobody's movement. */
    public static final int SAMPLING_MS_MAX = 60_000;

    public static final int ID_BYTES_MAX = 64;
    /**
     * What a match, player, sensor or stadium may be called: it becomes part of topics, keys and columns. It has to fit
     * {@link #ID_BYTES_MAX} in UTF-8 too; {@link #isId} checks both.
     */
    public static final Pattern ID = Pattern.compile("[^/+#\"\\\\\\p{Cntrl}]{1,64}");

    /** Where a match stands. A set-up with {@code FINISHED} also closes the last second of every player. */
    public enum Status {
        PLANNED,
        LIVE,
        FINISHED,
        ARCHIVED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Status ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("status \"" + code + "\": allowed are "
                            + Arrays.stream(values()).map(Status::code).collect(Collectors.joining(", "))));
        }
    }

    /** Which side somebody belongs to. */
    public enum Side {
        HOME,
        AWAY,
        NEUTRAL;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Side ofCode(String code) {
            return Arrays.stream(values())
                    .filter(side -> side.code().equals(code))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("team \"" + code + "\": allowed are home, away, neutral"));
        }
    }

    /** Size of the pitch in metres. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Pitch(double lengthM, double widthM) {
        public static final Pitch STANDARD = new Pitch(105, 68);

        public Pitch {
            if (!(lengthM >= 20 && lengthM <= 250 && widthM >= 10 && widthM <= 250)) {
                throw new IllegalArgumentException(
                        "pitch " + lengthM + " x " + widthM + " m: allowed are 20 to 250 by 10 to 250");
            }
        }
    }

    /** @param colour shirt colour as #rrggbb, where known */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Team(
            String name,
            @Nullable String shortName,
            @Nullable String colour) {
        public Team {
            requireNonNull(name, "team name");
            if (colour != null && !colour.matches("#[0-9a-fA-F]{6}")) {
                throw new IllegalArgumentException("colour \"" + colour + "\": write it as #rrggbb");
            }
        }
    }

    /** @param role goalkeeper, defender, midfielder, forward, substitute, referee, or what the site calls it */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Player(
            String playerId,
            Side team,
            @Nullable String name,
            @Nullable Integer shirt,
            @Nullable String role,
            @Nullable String sex,
            List<String> sensors,
            @Medical @Nullable Integer hrMax,
            @Medical @Nullable Integer hrRest) {
        public Player {
            checkId("player_id", playerId);
            requireNonNull(team, "team of player " + playerId);
            sensors = List.copyOf(requireNonNullElse(sensors, List.of()));
            if (sensors.size() > SENSORS_MAX) {
                throw new IllegalArgumentException(
                        sensors.size() + " sensors of player " + playerId + ": at most " + SENSORS_MAX);
            }
            sensors.forEach(sensor -> checkId("sensor of player " + playerId, sensor));
        }
    }

    /** A stretch of play, {@code start} included, {@code end} not; epoch milliseconds. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Period(String name, long start, long end) {
        public Period {
            requireNonNull(name, "period name");
            if (end <= start) {
                throw new IllegalArgumentException("period " + name + " ends before it starts");
            }
        }
    }

    public MatchSetup {
        checkId("match_id", matchId);
        if (stadiumId != null) {
            checkId("stadium_id", stadiumId);
        }
        sport = requireNonNullElse(sport, "football");
        status = requireNonNullElse(status, Status.PLANNED);
        pitch = requireNonNullElse(pitch, Pitch.STANDARD);
        home = requireNonNullElse(home, new Team("Home", null, null));
        away = requireNonNullElse(away, new Team("Away", null, null));
        players = List.copyOf(requireNonNullElse(players, List.of()));
        periods = List.copyOf(requireNonNullElse(periods, List.of()));
        if (players.size() > PLAYERS_MAX) {
            throw new IllegalArgumentException(players.size() + " players: at most " + PLAYERS_MAX);
        }
        if (periods.size() > PERIODS_MAX) {
            throw new IllegalArgumentException(periods.size() + " periods: at most " + PERIODS_MAX);
        }
        if (samplingMs != null && (samplingMs < 1 || samplingMs > SAMPLING_MS_MAX)) {
            throw new IllegalArgumentException(
                    "sampling_ms " + samplingMs + ": allowed are 1 to " + SAMPLING_MS_MAX + ", or none");
        }
        Set<String> ids = new HashSet<>();
        for (Player player : players) {
            if (!ids.add(player.playerId())) {
                throw new IllegalArgumentException("player_id \"" + player.playerId() + "\" stands twice");
            }
        }
    }

    /** Sensors that speak at least ten times a second. */
    public MatchSetup(
            String matchId,
            long version,
            @Nullable String stadiumId,
            String sport,
            long kickOff,
            Status status,
            Pitch pitch,
            Team home,
            Team away,
            List<Player> players,
            List<Period> periods) {
        this(matchId, version, stadiumId, sport, kickOff, status, pitch, home, away, players, periods, null);
    }

    public String eventId() {
        return matchId + "/" + version;
    }

    public MatchSetup withVersion(long newVersion) {
        return new MatchSetup(
                matchId,
                newVersion,
                stadiumId,
                sport,
                kickOff,
                status,
                pitch,
                home,
                away,
                players,
                periods,
                samplingMs);
    }

    public MatchSetup withStatus(Status newStatus) {
        return new MatchSetup(
                matchId,
                version,
                stadiumId,
                sport,
                kickOff,
                newStatus,
                pitch,
                home,
                away,
                players,
                periods,
                samplingMs);
    }

    /** @param newSamplingMs null: ten times a second or more often */
    public MatchSetup withSamplingMs(@Nullable Integer newSamplingMs) {
        return new MatchSetup(
                matchId,
                version,
                stadiumId,
                sport,
                kickOff,
                status,
                pitch,
                home,
                away,
                players,
                periods,
                newSamplingMs);
    }

    /** Whether a match, player, sensor or stadium may be called so. */
    public static boolean isId(String text) {
        // Half a surrogate pair has no UTF-8 form.
        return ID.matcher(text).matches()
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= ID_BYTES_MAX;
    }

    private static void checkId(String field, @Nullable String id) {
        if (id == null || !isId(id)) {
            throw new IllegalArgumentException(field + " \"" + id + "\": 1 to " + ID_BYTES_MAX
                    + " bytes, none of / + # \" \\ and no control characters");
        }
    }
}
