package io.pitchside.stores.timeseries;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.SetupApplied;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The questions that the platform itself asks the time series, whichever product keeps them. Warm-up rows are in none of
 * the answers; of every row only the newest revision is. Thread-safe.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store cannot be reached (or breaks off) and
 * {@link StoreAccessException} if it does not let us in.
 */
public interface TimeSeriesStore {
    int MATCHES_MAX = 10_000;
    int LEDGER_ROWS_MAX = 1_000_000;
    int SECONDS_MAX = 2_000_000;
    int ALERTS_MAX = 100_000;
    /** Readings of one match: two squads and a ball at 25 Hz for three hours. */
    int READINGS_MAX = 20_000_000;

    /** Takes readings one by one as the store answers. What it throws ends the reading and reaches the caller. */
    @FunctionalInterface
    interface Readings {
        void reading(AcceptedReading reading) throws IOException;
    }

    /** How far the store is with what it acknowledged, all tables included. */
    StoreProgress progress() throws StoreUnavailableException, StoreAccessException;

    /** How many readings are stored, repeats counted once. */
    long readings() throws StoreUnavailableException, StoreAccessException;

    /** How many readings of one partition of {@code sensor-readings} at offsets {@code [from, to)} are stored. */
    long readings(int partition, long from, long to) throws StoreUnavailableException, StoreAccessException;

    /** The readings of a match with {@code fromMs <= ts < toMs} (epoch milliseconds), by time; at most {@code rowsMax}. */
    void readings(String matchId, long fromMs, long toMs, int rowsMax, Readings readings)
            throws IOException, StoreAccessException;

    /** Every reading of a match, late ones too, by the offset of its first copy: what a replay begins with. */
    void readingsInLogOrder(String matchId, Readings readings) throws IOException, StoreAccessException;

    /** One reading by its event id. */
    Optional<AcceptedReading> reading(String matchId, String sensorId, long ts, long seq)
            throws StoreUnavailableException, StoreAccessException;

    /** The matches that have readings or player seconds, sorted. */
    List<String> matches() throws StoreUnavailableException, StoreAccessException;

    /**
     * Sums per player over the seconds before {@code beforeSecond} (epoch seconds), sorted by player. A player who has
     * only later seconds has sums of zero; newest second and revision are those of all stored rows.
     */
    List<PlayerSums> sums(String matchId, long beforeSecond) throws StoreUnavailableException, StoreAccessException;

    /** The player seconds of a match in {@code [fromSecond, toSecond)} (epoch seconds), by second, then player. */
    List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond)
            throws StoreUnavailableException, StoreAccessException;

    /** One player's sums of each match that he has rows of, with the UTC day of the first of them; oldest first. */
    List<PlayerDay> days(String playerId) throws StoreUnavailableException, StoreAccessException;

    /**
     * @param day days since 1970, UTC
     * @param sums of that player in that match
     */
    record PlayerDay(long day, String matchId, PlayerSums sums) {}

    /** The alerts of a match, newest first; all where {@code matchId} is empty. */
    List<Alert> alerts(String matchId, int limit) throws StoreUnavailableException, StoreAccessException;

    /** The acknowledgements of a match's alerts, oldest first; all where {@code matchId} is empty. */
    List<AlertAcknowledgement> acknowledgements(String matchId) throws StoreUnavailableException, StoreAccessException;

    /** The set-ups that shaped a match, in the order of the log. */
    List<SetupApplied> setups(String matchId) throws StoreUnavailableException, StoreAccessException;

    /** Every definition that was ever used, oldest first. */
    List<MetricDefinition> definitions() throws StoreUnavailableException, StoreAccessException;

    /** The newest dead letters, newest first. */
    List<DeadLetter> deadLetters(int limit) throws StoreUnavailableException, StoreAccessException;

    /** The dead letter of one record, if it became one. */
    Optional<DeadLetter> deadLetter(String topic, int partition, long offset)
            throws StoreUnavailableException, StoreAccessException;

    /** How many dead letters are stored. */
    long deadLetterCount() throws StoreUnavailableException, StoreAccessException;

    /** The whole ledger of a pipeline, by partition, minute and source. */
    List<LedgerRow> ledger(String pipeline) throws StoreUnavailableException, StoreAccessException;
}
