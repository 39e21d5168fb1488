package io.pitchside.web;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is kept of the matches, as the pages ask for it; the {@code app} module implements it over the time-series store.
 * Of every row only the newest revision is in an answer, so every answer follows corrections. Methods may be called from
 * many threads at once and may block; each throws {@link ProblemException} UNAVAILABLE where the store cannot be read.
 */
public interface MatchHistory {
    /** When the first reading of a match was taken, epoch milliseconds; empty where nothing of it is kept. */
    OptionalLong firstReading(String matchId);

    /**
     * Sums per player over the seconds before {@code beforeSecond} (epoch seconds); a player who has only later ones has
     * sums of zero. Newest second and revision are those of all his rows.
     */
    List<PlayerSums> sums(String matchId, long beforeSecond);

    /** The player seconds in {@code [fromSecond, toSecond)} (epoch seconds), by second, then player; the ball's too. */
    List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond);

    /** The readings with a position and {@code fromMs <= ts < toMs}, by time; at most {@code rowsMax} readings. */
    void positions(String matchId, long fromMs, long toMs, int rowsMax, Positions positions);

    /** Takes positions one by one: epoch milliseconds, metres. */
    @FunctionalInterface
    interface Positions {
        void position(String playerId, long ts, double x, double y);
    }

    /** The alerts of a match, newest first. */
    List<Alert> alerts(String matchId, int limit);

    /** The acknowledgements of a match's alerts, oldest first. */
    List<AlertAcknowledgement> acknowledgements(String matchId);

    /** One player's sums of each match that he has rows of; oldest first. */
    List<Session> sessions(String playerId);

    /**
     * @param day UTC day of the player's first second, days since 1970
     * @param sums of that player in that match
     */
    record Session(long day, String matchId, PlayerSums sums) {}
}
