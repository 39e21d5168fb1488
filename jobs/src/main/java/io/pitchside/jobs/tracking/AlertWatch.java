package io.pitchside.jobs.tracking;

import io.pitchside.jobs.tracking.TrackingCore.Results;
import io.pitchside.model.event.Alert;
import io.pitchside.model.tracking.AlertRules;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.TrackingRules;

/**
 * Puts the alert rules to the players of a match and tells what they decide. The ball has no alerts. Time is the match's
 * own clock, the highest event time of all readings that were believed, never a wall clock; so when the whole feed of a
 * match stops, nobody is silent compared to the others, and no alert of a player is raised. One per task; not
 * thread-safe.
 */
final class AlertWatch {
    private static final String CLOCK_RULE = "sensor-clock-ahead";
    private static final long MINUTE_US = 60_000_000L;

    private final AlertRules rules;
    private final long heartRateGapS;
    private final long clockAheadMsMax;

    AlertWatch(AlertRules rules, TrackingRules tracking) {
        this.rules = rules;
        this.heartRateGapS = Math.max(1, tracking.hrGapMsMax() / 1000);
        this.clockAheadMsMax = tracking.clockAheadMsMax();
    }

    /** A second of a player has closed for the first time. */
    void second(MatchState match, String matchId, String playerId, SecondSums sums, Results results) {
        PlayerState player = match.players().get(playerId);
        if (player == null || playerId.equals(MatchSetup.BALL)) {
            return;
        }
        player.alerts.second(
                rules,
                player.profile,
                match.live(sums.second() * 1000),
                heartRateGapS,
                sums,
                sink(matchId, playerId, results));
    }

    /** A reading was put into its player's track. */
    void reading(MatchState match, String matchId, String playerId, PlayerState player, long ts, Results results) {
        if (ts > match.clock) {
            moveClock(match, matchId, ts, results);
        }
        if (player.alerts.silent() && match.clock - player.track.newest() <= rules.silentMs()) {
            player.alerts.heard(match.clock, sink(matchId, playerId, results));
        }
    }

    private void moveClock(MatchState match, String matchId, long ts, Results results) {
        boolean first = match.clock == MatchState.NO_CLOCK;
        if (first || ts - match.clock > rules.silentMs() / 2) {
            // The whole feed was away, not this or that tag: all have time to return.
            match.heardSince = ts;
        }
        boolean newSecond = first || Math.floorDiv(ts, 1000L) != Math.floorDiv(match.clock, 1000L);
        match.clock = ts;
        if (newSecond && match.live(ts)) {
            silences(match, matchId, results);
        }
    }

    /** Who was silent when play began is silent only from then on: most were substituted. */
    private void silences(MatchState match, String matchId, Results results) {
        long from = Math.max(match.heardSince, match.periods().startOf(match.clock));
        match.players().forEach((playerId, player) -> {
            long newest = player.track.newest();
            if (newest != Long.MIN_VALUE && !playerId.equals(MatchSetup.BALL)) {
                long silentMs = match.clock - Math.max(newest, from);
                if (silentMs > rules.silentMs()) {
                    player.alerts.silence(rules, match.clock, silentMs, sink(matchId, playerId, results));
                }
            }
        });
    }

    /** A reading was refused for its time: one alert per sensor and minute of receipt, not one per reading. */
    void clockAhead(Inbound record, SensorState sensor, long aheadMs, Results results) {
        long minute = Math.floorDiv(record.ingestedAtUs, MINUTE_US);
        if (sensor.alertMinute == minute) {
            return;
        }
        sensor.alertMinute = minute;
        results.alert(new Alert(
                TrackingCore.PIPELINE,
                CLOCK_RULE,
                record.matchId,
                record.playerId,
                record.matchId + "/" + record.playerId,
                record.ingestedAtUs / 1000,
                null,
                aheadMs / 1e3,
                clockAheadMsMax / 1e3,
                false,
                "The clock of sensor " + sensor.name + " is " + aheadMs / 1000
                        + " s ahead: its readings are refused until it is set."));
    }

    /** The match is over. */
    void over(MatchState match, String matchId, Results results) {
        match.players()
                .forEach((playerId, player) -> player.alerts.over(match.clock, sink(matchId, playerId, results)));
    }

    private static PlayerAlerts.Sink sink(String matchId, String playerId, Results results) {
        return (rule, raised, clearedAt) -> results.alert(new Alert(
                TrackingCore.PIPELINE,
                rule.code(),
                matchId,
                playerId,
                matchId + "/" + playerId,
                raised.at(),
                clearedAt,
                raised.value(),
                raised.threshold(),
                rule.medical(),
                rule.message(playerId, raised.value(), raised.threshold())));
    }
}
