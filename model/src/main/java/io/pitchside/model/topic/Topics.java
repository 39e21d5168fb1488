package io.pitchside.model.topic;

/** The names of the topics. A topic's shape (key, value, event id) is documented at the record that it carries. */
public final class Topics {
    /** {@link io.pitchside.model.tracking.MatchSetup}, newest per match. */
    public static final String MATCH_SETUP = "match-setup";
    /** {@link io.pitchside.model.tracking.SensorReading} as sent, and the control records of each match. */
    public static final String SENSOR_READINGS = "sensor-readings";
    /** {@link io.pitchside.model.tracking.AcceptedReading}: every accepted reading once. */
    public static final String READINGS = "readings";
    /** {@link io.pitchside.model.tracking.PlayerSecond}. */
    public static final String PLAYER_METRICS = "player-metrics";
    /** {@link io.pitchside.model.event.LedgerRow}. */
    public static final String LEDGER = "ledger";
    /** {@link io.pitchside.model.event.DeadLetter}. */
    public static final String DEAD_LETTERS = "dead-letters";
    /** {@link io.pitchside.model.event.Alert}. */
    public static final String ALERTS = "alerts";

    /** {@link io.pitchside.model.event.AlertAcknowledgement}. */
    public static final String ALERT_ACKNOWLEDGEMENTS = "alert-acknowledgements";
    /** {@link io.pitchside.model.tracking.SetupApplied}. */
    public static final String SETUP_HISTORY = "setup-history";
    /** {@link io.pitchside.model.tracking.MetricDefinition}. */
    public static final String METRIC_DEFINITIONS = "metric-definitions";

    private Topics() {}
}
