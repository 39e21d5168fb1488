package io.pitchside.app;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.MetricDefinitions;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the time series holds of past moments and past definitions, as the pages ask for it. Thread-safe. */
final class StoredHistory implements MatchHistory, MetricDefinitions {
    /** Far enough for every reading, and still a time in the store's microseconds. */
    private static final long LATEST_MS = 100_000_000_000_000L;

    private final TimeSeriesStore store;
    private final TrackingRules rules;

    /** @param rules those of the readings that come in now */
    StoredHistory(TimeSeriesStore store, TrackingRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** A question to the store. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, StoreAccessException;
    }

    private static <T> T answer(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | StoreAccessException e) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    what + " cannot be read: " + e.getMessage() + ". Try again in a moment",
                    e);
        }
    }

    @Override
    public OptionalLong firstReading(String matchId) {
        return answer("the first reading of match " + matchId, () -> {
            List<AcceptedReading> found = new ArrayList<>();
            store.readings(matchId, 0, LATEST_MS, 1, found::add);
            return found.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(found.get(0).ts());
        });
    }

    @Override
    public List<PlayerSums> sums(String matchId, long beforeSecond) {
        return answer("the sums of match " + matchId, () -> store.sums(matchId, beforeSecond));
    }

    @Override
    public List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond) {
        return answer("the seconds of match " + matchId, () -> store.seconds(matchId, fromSecond, toSecond));
    }

    @Override
    public void positions(String matchId, long fromMs, long toMs, int rowsMax, Positions positions) {
        answer("the positions of match " + matchId, () -> {
            store.readings(matchId, fromMs, toMs, rowsMax, reading -> {
                Double x = reading.x();
                Double y = reading.y();
                if (x != null && y != null) {
                    positions.position(reading.playerId(), reading.ts(), x, y);
                }
            });
            return rowsMax;
        });
    }

    @Override
    public List<Alert> alerts(String matchId, int limit) {
        return answer("the alerts of match " + matchId, () -> store.alerts(matchId, limit));
    }

    @Override
    public List<AlertAcknowledgement> acknowledgements(String matchId) {
        return answer("the acknowledgements of match " + matchId, () -> store.acknowledgements(matchId));
    }

    @Override
    public List<Session> sessions(String playerId) {
        return answer("the sessions of player " + playerId, () -> store.days(playerId).stream()
                .map(day -> new Session(day.day(), day.matchId(), day.sums()))
                .toList());
    }

    @Override
    public TrackingRules current() {
        return rules;
    }

    @Override
    public List<MetricDefinition> known() {
        return answer("the earlier definitions", store::definitions);
    }
}
