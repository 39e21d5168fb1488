package io.pitchside.web.dev;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.web.MatchHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the store would hold of the made-up matches: their seconds, alerts every few minutes, and weeks of training. */
final class FakeHistory implements MatchHistory {
    private static final long ALERT_MS = 150_000;
    private static final int FRAMES_PER_S = 10;
    private static final long DAY_S = 86_400;
    private static final int TRAINING_DAYS = 45;
    private static final String[] RULES = {"heart-rate-high", "sprint-load", "sensor-silent", "position-frozen"};

    private final List<FakeMatch> matches;
    private volatile long alertsToldMs;

    FakeHistory(List<FakeMatch> matches) {
        this.matches = matches;
    }

    private Optional<FakeMatch> match(String matchId) {
        return matches.stream()
                .filter(match -> match.setup().matchId().equals(matchId))
                .findFirst();
    }

    @Override
    public OptionalLong firstReading(String matchId) {
        return match(matchId)
                .map(match -> OptionalLong.of(match.setup().kickOff()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<PlayerSums> sums(String matchId, long beforeSecond) {
        return match(matchId).map(match -> match.sums(beforeSecond)).orElse(List.of());
    }

    @Override
    public List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond) {
        return match(matchId).map(match -> match.seconds(fromSecond, toSecond)).orElse(List.of());
    }

    /** Straight from the end of one second to the end of the next. */
    @Override
    public void positions(String matchId, long fromMs, long toMs, int rowsMax, Positions positions) {
        Map<String, PlayerSecond> before = new HashMap<>();
        int given = 0;
        for (PlayerSecond row : seconds(matchId, fromMs / 1_000 - 1, toMs / 1_000 + 1)) {
            PlayerSecond last = before.put(row.playerId(), row);
            for (int frame = 0; last != null && frame < FRAMES_PER_S; frame++) {
                long ts = row.second() * 1_000 + frame * 1_000L / FRAMES_PER_S;
                double share = (double) frame / FRAMES_PER_S;
                if (ts >= fromMs && ts < toMs && given++ < rowsMax) {
                    positions.position(
                            row.playerId(), ts, between(last.x(), row.x(), share), between(last.y(), row.y(), share));
                }
            }
        }
    }

    private static double between(@Nullable Double from, @Nullable Double to, double share) {
        return from == null || to == null ? 0 : from + (to - from) * share;
    }

    // --- alerts -----------------------------------------------------------------------------------------------------

    /** Alerts that were raised or cleared since the last call. */
    List<Alert> alertsUpTo(long nowMs) {
        long since = alertsToldMs;
        alertsToldMs = nowMs;
        List<Alert> found = new ArrayList<>();
        for (FakeMatch match : matches) {
            for (Alert alert : all(match, nowMs)) {
                Long cleared = alert.clearedAt();
                if (alert.at() > since || (cleared != null && cleared > since)) {
                    found.add(alert);
                }
            }
        }
        return since == 0 ? List.of() : found;
    }

    private static List<Alert> all(FakeMatch match, long nowMs) {
        List<Alert> alerts = new ArrayList<>();
        for (long at = match.setup().kickOff() + ALERT_MS; at <= nowMs; at += ALERT_MS) {
            alerts.add(alert(match, at, nowMs));
        }
        return alerts;
    }

    private static Alert alert(FakeMatch match, long at, long nowMs) {
        String matchId = match.setup().matchId();
        int number = (int) ((at - match.setup().kickOff()) / ALERT_MS);
        String playerId = (number % 2 == 0 ? "h" : "a") + (1 + number * 7 % 11);
        String rule = RULES[number % RULES.length];
        boolean medical = rule.startsWith("heart");
        long until = at + 40_000;
        return new Alert(
                "tracking",
                rule,
                matchId,
                playerId,
                matchId + "/" + playerId,
                at,
                until <= nowMs && number % 5 != 0 ? (Long) until : null,
                medical ? 184.0 : 30.0,
                medical ? 175.5 : 20.0,
                medical,
                medical ? "heart rate above 90 % of the maximum for 30 s" : rule.replace('-', ' ') + " for 30 s");
    }

    @Override
    public List<Alert> alerts(String matchId, int limit) {
        return match(matchId).map(match -> all(match, alertsToldMs)).orElse(List.of()).stream()
                .sorted(Comparator.comparingLong(Alert::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<AlertAcknowledgement> acknowledgements(String matchId) {
        return alerts(matchId, 1_000).stream()
                .filter(alert -> alert.at() / ALERT_MS % 3 == 0)
                .map(alert -> new AlertAcknowledgement(alert.eventId(), matchId, "coach", alert.at() + 12_000))
                .toList();
    }

    // --- load -------------------------------------------------------------------------------------------------------

    @Override
    public List<Session> sessions(String playerId) {
        List<Session> sessions = new ArrayList<>();
        for (FakeMatch match : matches) {
            long today = match.setup().kickOff() / 1_000 / DAY_S;
            match.sums(Long.MAX_VALUE).stream()
                    .filter(sums -> sums.playerId().equals(playerId))
                    .findFirst()
                    .ifPresent(sums -> {
                        if (sessions.isEmpty()) {
                            addTraining(sessions, playerId, today);
                        }
                        sessions.add(new Session(today, match.setup().matchId(), sums));
                    });
        }
        return sessions;
    }

    private static void addTraining(List<Session> sessions, String playerId, long today) {
        Random random = new Random(playerId.hashCode());
        for (long day = today - TRAINING_DAYS; day < today; day++) {
            if (Math.floorMod(day, 7) < 5 && random.nextInt(8) > 0) {
                PlayerSums sums = new PlayerSums(playerId);
                long distance = 2_500_000L + random.nextInt(5_000_000);
                sums.add(Part.DISTANCE_MM, distance, 3_600);
                sums.add(Part.ENERGY_MJ, distance * 5, 3_600);
                sums.add(Part.LOAD_MICRO, distance * 60, 3_600);
                sums.add(Part.TRIMP_MICRO, distance * 12, 3_600);
                sums.addRest(3_600, 8, 180, day * DAY_S + 3_600, 1);
                sessions.add(new Session(day, "training-" + day, sums));
            }
        }
    }
}
