package io.pitchside.web.history;

import io.pitchside.model.metrics.HeatMap;
import io.pitchside.model.metrics.Point;
import io.pitchside.model.metrics.Possession;
import io.pitchside.model.metrics.TeamShape;
import io.pitchside.model.metrics.WorstWindows;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.PlayerSecond;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All stored player seconds of one match as they were read, and what follows from those before a moment. Immutable once
 * it is handed out. Moments are given as {@code beforeSecond}: the first epoch second that is not in the answer.
 */
public final class MatchTrack {
    /** A player who was not seen for longer than this is not in his team's shape, seconds. */
    static final long SHAPE_AGE_S_MAX = 3;

    private final SortedMap<String, PlayerSeconds> players;
    private final long firstSecond;
    private final long newestSecond;

    private MatchTrack(SortedMap<String, PlayerSeconds> players) {
        this.players = players;
        firstSecond = players.values().stream()
                .filter(rows -> rows.count() > 0)
                .mapToLong(rows -> rows.second(0))
                .min()
                .orElse(-1);
        newestSecond = players.values().stream()
                .filter(rows -> rows.count() > 0)
                .mapToLong(rows -> rows.second(rows.count() - 1))
                .max()
                .orElse(-1);
    }

    /** Puts a track together. Used by one thread; of no use after {@link #track}. */
    static final class Builder {
        private final SortedMap<String, PlayerSeconds> players = new TreeMap<>();

        /** Begins with the rows of another track before a second. */
        Builder from(MatchTrack head, long beforeSecond) {
            head.players.forEach((id, rows) -> players.put(id, rows.before(beforeSecond)));
            return this;
        }

        /** Adds rows that are later than all before. */
        void add(Collection<PlayerSecond> rows) {
            for (PlayerSecond row : rows) {
                players.computeIfAbsent(row.playerId(), PlayerSeconds::new).add(row);
            }
        }

        MatchTrack track() {
            return new MatchTrack(players);
        }
    }

    /** The windows of one player. */
    public record PlayerWindows(
            String playerId,
            List<WorstWindows.Window> distance,
            List<WorstWindows.Window> hsr,
            List<WorstWindows.Window> hmld) {}

    /**
     * Both teams at one moment.
     *
     * @param second the second whose end it is
     * @param possession absent where the ball is not tracked
     */
    public record Teams(
            long second, Optional<TeamShape> home, Optional<TeamShape> away, Optional<Possession.Shares> possession) {}

    /** Epoch second of the oldest row; -1 where there is none. */
    public long firstSecond() {
        return firstSecond;
    }

    /** Epoch second of the newest row; -1 where there is none. */
    public long newestSecond() {
        return newestSecond;
    }

    /** By player id; the ball is one of them. */
    public SortedMap<String, PlayerSeconds> players() {
        return players;
    }

    /** Epoch second of a player's newest row before that second; -1 where there is none. */
    public long newestSecond(String playerId, long beforeSecond) {
        PlayerSeconds rows = players.get(playerId);
        int count = rows == null ? 0 : rows.countBefore(beforeSecond);
        return rows == null || count == 0 ? -1 : rows.second(count - 1);
    }

    /** The hardest minutes of every player who has a row, the ball left out. */
    public List<PlayerWindows> windows(long beforeSecond) {
        List<PlayerWindows> windows = new ArrayList<>();
        for (PlayerSeconds rows : players.values()) {
            int count = rows.countBefore(beforeSecond);
            if (count > 0 && !rows.playerId().equals(MatchSetup.BALL)) {
                windows.add(new PlayerWindows(
                        rows.playerId(),
                        WorstWindows.of(rows.seconds(), rows.distanceMm(), count),
                        WorstWindows.of(rows.seconds(), rows.hsrMm(), count),
                        WorstWindows.of(rows.seconds(), rows.hmldMm(), count)));
            }
        }
        return windows;
    }

    /** Where these players were. */
    public HeatMap heatMap(Set<String> playerIds, Pitch pitch, long beforeSecond) {
        HeatMap map = new HeatMap(pitch);
        for (String playerId : playerIds) {
            PlayerSeconds rows = players.get(playerId);
            int count = rows == null ? 0 : rows.countBefore(beforeSecond);
            for (int row = 0; rows != null && row < count; row++) {
                if (rows.hasPosition(row)) {
                    map.add(rows.x(row), rows.y(row));
                }
            }
        }
        return map;
    }

    /** How the teams of a set-up stand at the end of the newest second before that moment; empty before the first. */
    public Optional<Teams> teams(MatchSetup setup, long beforeSecond) {
        long second = newestBefore(beforeSecond);
        if (second < 0) {
            return Optional.empty();
        }
        return Optional.of(new Teams(
                second,
                shape(TeamShape.members(setup, Side.HOME), second),
                shape(TeamShape.members(setup, Side.AWAY), second),
                possession(setup, second)));
    }

    private long newestBefore(long beforeSecond) {
        return players.keySet().stream()
                .mapToLong(player -> newestSecond(player, beforeSecond))
                .max()
                .orElse(-1);
    }

    private Optional<TeamShape> shape(Set<String> members, long second) {
        List<Point> points = new ArrayList<>();
        for (String playerId : members) {
            PlayerSeconds rows = players.get(playerId);
            int row = rows == null ? -1 : rows.countBefore(second + 1) - 1;
            if (rows != null && row >= 0 && rows.hasPosition(row) && second - rows.second(row) <= SHAPE_AGE_S_MAX) {
                points.add(new Point(rows.x(row), rows.y(row)));
            }
        }
        return TeamShape.of(points);
    }

    /** Seconds without any player's row (half-time) are not counted. */
    private Optional<Possession.Shares> possession(MatchSetup setup, long lastSecond) {
        PlayerSeconds ball = players.get(MatchSetup.BALL);
        if (ball == null || ball.countBefore(lastSecond + 1) == 0) {
            return Optional.empty();
        }
        Map<String, Side> sides = new HashMap<>();
        setup.players().forEach(player -> sides.put(player.playerId(), player.team()));
        List<Walk> walks = new ArrayList<>();
        players.forEach((id, rows) -> {
            Side side = sides.getOrDefault(id, Side.NEUTRAL);
            if (side != Side.NEUTRAL && !id.equals(MatchSetup.BALL)) {
                walks.add(new Walk(rows, side));
            }
        });
        Walk ballWalk = new Walk(ball, Side.NEUTRAL);
        Possession possession = new Possession(setup.pitch());
        for (long second = firstSecond; second <= lastSecond; second++) {
            List<Possession.Placed> placed = new ArrayList<>();
            boolean played = false;
            for (Walk walk : walks) {
                if (walk.reaches(second)) {
                    played = true;
                    walk.placed().ifPresent(placed::add);
                }
            }
            Point at = ballWalk.reaches(second) ? ballWalk.point() : null;
            if (played || at != null) {
                possession.add(second, at, placed);
            }
        }
        return Optional.of(possession.shares());
    }

    /** One player's rows, gone through second by second. */
    private static final class Walk {
        private final PlayerSeconds rows;
        private final Side side;
        private int row;

        Walk(PlayerSeconds rows, Side side) {
            this.rows = rows;
            this.side = side;
        }

        /** Goes on to that second; whether there is a row of it. */
        boolean reaches(long second) {
            while (row < rows.count() && rows.second(row) < second) {
                row++;
            }
            return row < rows.count() && rows.second(row) == second;
        }

        @Nullable
        Point point() {
            return rows.hasPosition(row) ? new Point(rows.x(row), rows.y(row)) : null;
        }

        Optional<Possession.Placed> placed() {
            return rows.hasPosition(row)
                    ? Optional.of(new Possession.Placed(side, rows.x(row), rows.y(row)))
                    : Optional.empty();
        }
    }
}
