package io.pitchside.stores.timeseries;

/**
 * What a column of a {@link TimeSeriesTable} is in a point of InfluxDB 1.x, where measurement, tags and time are a
 * point's identity and everything else is a field. The choice, per table:
 *
 * <ul>
 *   <li>{@code readings}: tags match_id, player_id, sensor_id. seq as a tag would make a series of every reading; it is
 *       a field, and seq modulo 1,000,000 is added to the time as nanoseconds: two readings of one sensor in the same
 *       millisecond stay two (unless a million apart), and a repeat overwrites.
 *   <li>{@code player_metrics}: tags match_id, player_id. definition_version and revision are fields: a newer revision
 *       overwrites, whatever made it.
 *   <li>{@code ledger}: tags pipeline, source, partition, which are few.
 *   <li>{@code dead_letters}: tags topic, partition; the offset as seq above.
 *   <li>{@code alerts}: tags pipeline, rule, subject: as many series as players in matches, as the readings have.
 *   <li>{@code alert_acknowledgements}: no tags; a checksum of alert_id modulo 1,000,000 is added to the time, because
 *       every alert_id is another one. Of two acknowledgements in the same millisecond one is lost once in a million.
 *   <li>{@code setup_history}, {@code metric_definitions}: tag match_id, definition_version.
 * </ul>
 */
enum PointRole {
    TAG,
    /** A field that also moves the point's time, within its millisecond. */
    FIELD_AND_TIME,
    FIELD;

    /** Nanoseconds of a millisecond: what {@link #FIELD_AND_TIME} is taken modulo. */
    static final long NANOS_MAX = 1_000_000;

    static PointRole of(String column, TimeSeriesColumn.Type type, boolean key) {
        if (!key) {
            return FIELD;
        }
        return type == TimeSeriesColumn.Type.SYMBOL || column.equals("partition") ? TAG : FIELD_AND_TIME;
    }
}
