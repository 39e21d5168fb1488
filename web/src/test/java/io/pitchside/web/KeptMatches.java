package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A store in memory, filled by the test. Thread-safe. */
public final class KeptMatches implements MatchHistory {
    /** A reading as {@link #positions} gives it. */
    public record Reading(String matchId, String playerId, long ts, double x, double y) {}

    private final Map<String, PlayerSecond> rows = new HashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<AlertAcknowledgement> acknowledgements = new ArrayList<>();
    private final Map<String, List<Session>> sessions = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean away;

    /** A row with a place, and everything that is not named zero or absent. */
    public static PlayerSecond row(String matchId, String playerId, long second, double x, double y, long distanceMm) {
        String json = String.format(
                Locale.ROOT,
                "{\"match_id\":\"%s\",\"player_id\":\"%s\",\"second\":%d,\"x\":%s,\"y\":%s,\"distance_mm\":%d,"
                        + "\"zone5_mm\":%d,\"hmld_mm\":%d,\"speed_mps\":%s,\"hr\":150,\"readings\":25,\"revision\":%d,"
                        + "\"definition_version\":\"v1\"}",
                matchId,
                playerId,
                second,
                x,
                y,
                distanceMm,
                distanceMm / 2,
                distanceMm / 4,
                distanceMm / 1e3,
                second);
        try {
            return EventJson.read(json.getBytes(UTF_8), PlayerSecond.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a row, or puts it in the place of the one of its second. */
    public synchronized void keep(PlayerSecond row) {
        rows.put(row.eventId(), row);
    }

    public synchronized void keep(Reading reading) {
        readings.add(reading);
    }

    public synchronized void keep(Alert alert) {
        alerts.add(alert);
    }

    public synchronized void keep(AlertAcknowledgement acknowledgement) {
        acknowledgements.add(acknowledgement);
    }

    public synchronized void keep(Session session) {
        sessions.computeIfAbsent(session.sums().playerId(), id -> new ArrayList<>())
                .add(session);
    }

    /** From now on nothing can be read, or again. */
    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** Stretches of player seconds that were read, {@code from-to}. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer() {
        if (away) {
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the store is away");
        }
    }

    private List<PlayerSecond> rowsOf(String matchId, Predicate<PlayerSecond> which) {
        return rows.values().stream()
                .filter(row -> row.matchId().equals(matchId) && which.test(row))
                .sorted(Comparator.comparingLong(PlayerSecond::second).thenComparing(PlayerSecond::playerId))
                .toList();
    }

    @Override
    public synchronized OptionalLong firstReading(String matchId) {
        answer();
        List<PlayerSecond> of = rowsOf(matchId, row -> true);
        return of.isEmpty() ? OptionalLong.empty() : OptionalLong.of(of.get(0).second() * 1_000);
    }

    @Override
    public synchronized List<PlayerSums> sums(String matchId, long beforeSecond) {
        answer();
        Map<String, PlayerSums> sums = new TreeMap<>();
        for (PlayerSecond row : rowsOf(matchId, row -> true)) {
            PlayerSums of = sums.computeIfAbsent(row.playerId(), PlayerSums::new);
            if (row.second() < beforeSecond) {
                of.add(row);
            }
            of.addRest(0, 0, 0, row.second(), row.revision());
        }
        return List.copyOf(sums.values());
    }

    @Override
    public synchronized List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond) {
        answer();
        asked.add(fromSecond + "-" + toSecond);
        return rowsOf(matchId, row -> row.second() >= fromSecond && row.second() < toSecond);
    }

    @Override
    public synchronized void positions(String matchId, long fromMs, long toMs, int rowsMax, Positions positions) {
        answer();
        readings.stream()
                .filter(reading -> reading.matchId().equals(matchId) && reading.ts() >= fromMs && reading.ts() < toMs)
                .sorted(Comparator.comparingLong(Reading::ts))
                .limit(rowsMax)
                .forEach(reading -> positions.position(reading.playerId(), reading.ts(), reading.x(), reading.y()));
    }

    @Override
    public synchronized List<Alert> alerts(String matchId, int limit) {
        answer();
        return alerts.stream()
                .filter(alert -> alert.matchId().equals(matchId))
                .sorted(Comparator.comparingLong(Alert::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<AlertAcknowledgement> acknowledgements(String matchId) {
        answer();
        return acknowledgements.stream()
                .filter(seen -> seen.matchId().equals(matchId))
                .sorted(Comparator.comparingLong(AlertAcknowledgement::at))
                .toList();
    }

    @Override
    public synchronized List<Session> sessions(String playerId) {
        answer();
        return List.copyOf(sessions.getOrDefault(playerId, List.of()));
    }
}
