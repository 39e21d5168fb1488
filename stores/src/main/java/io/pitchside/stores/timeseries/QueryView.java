package io.pitchside.stores.timeseries;

import io.pitchside.model.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person may ask about: names and columns of the {@code query} command, made from {@link TimeSeriesTable}. A
 * role sees a view without the columns that are not for it: they do not exist.
 */
enum QueryView {
    SENSOR_READINGS(
            TimeSeriesTable.READINGS,
            false,
            Rows.ALL,
            "",
            plain("match_id"),
            plain("player_id"),
            plain("sensor_id"),
            plain("seq"),
            time("ts", 1_000),
            plain("x"),
            plain("y"),
            plain("hr")),
    PLAYER_METRICS(
            TimeSeriesTable.PLAYER_METRICS,
            false,
            Rows.PLAYERS,
            "",
            plain("match_id"),
            plain("player_id"),
            time("second", 1_000_000),
            thousandth("distance_m", "distance_mm"),
            plain("x"),
            plain("y"),
            plain("speed_mps"),
            plain("speed_max_mps"),
            plain("acceleration_max_mps2"),
            plain("acceleration_min_mps2"),
            thousandth("zone1_m", "zone1_mm"),
            thousandth("zone2_m", "zone2_mm"),
            thousandth("zone3_m", "zone3_mm"),
            thousandth("zone4_m", "zone4_mm"),
            thousandth("zone5_m", "zone5_mm"),
            thousandth("zone1_s", "zone1_ms"),
            thousandth("zone2_s", "zone2_ms"),
            thousandth("zone3_s", "zone3_ms"),
            thousandth("zone4_s", "zone4_ms"),
            thousandth("zone5_s", "zone5_ms"),
            plain("sprints"),
            plain("hr"),
            plain("readings"),
            plain("missing_ms"),
            plain("repaired"),
            plain("definition_version"),
            plain("revision"),
            plain("accelerations"),
            plain("decelerations"),
            thousandth("hmld_m", "hmld_mm"),
            thousandth("high_power_m", "high_power_mm"),
            thousandth("energy_j_kg", "energy_mj"),
            made("load", "load_micro / 1000000.0", "load_micro"),
            thousandth("hr_zone1_s", "hr_zone1_ms"),
            thousandth("hr_zone2_s", "hr_zone2_ms"),
            thousandth("hr_zone3_s", "hr_zone3_ms"),
            thousandth("hr_zone4_s", "hr_zone4_ms"),
            thousandth("hr_zone5_s", "hr_zone5_ms"),
            made("trimp", "trimp_micro / 1000000.0", "trimp_micro")),
    PLAYER_TOTALS(
            TimeSeriesTable.PLAYER_METRICS,
            false,
            Rows.PLAYERS,
            " GROUP BY match_id, player_id",
            plain("match_id"),
            plain("player_id"),
            made("distance_m", "sum(distance_mm) / 1000.0", "distance_mm"),
            made("hsr_m", "sum(zone4_mm + zone5_mm) / 1000.0", "zone4_mm"),
            made("sprint_m", "sum(zone5_mm) / 1000.0", "zone5_mm"),
            made("sprints", "sum(sprints)", "sprints"),
            made("speed_max_mps", "max(speed_max_mps)", "speed_max_mps"),
            made("hr_mean", "avg(hr)", "hr"),
            made("hr_max", "max(hr)", "hr"),
            made("seconds", "count()", ""),
            made("missing_ms", "sum(missing_ms)", "missing_ms"),
            made("repaired", "sum(repaired)", "repaired"),
            made("accelerations", "sum(accelerations)", "accelerations"),
            made("decelerations", "sum(decelerations)", "decelerations"),
            made("hmld_m", "sum(hmld_mm) / 1000.0", "hmld_mm"),
            made("high_power_m", "sum(high_power_mm) / 1000.0", "high_power_mm"),
            made("energy_kj_kg", "sum(energy_mj) / 1000000.0", "energy_mj"),
            // 3.6 J/kg/m is the cost of running at an even pace on flat ground.
            made("equivalent_m", "sum(energy_mj) / 3600.0", "energy_mj"),
            made("load", "sum(load_micro) / 1000000.0", "load_micro"),
            made("hr_zone1_s", "sum(hr_zone1_ms) / 1000.0", "hr_zone1_ms"),
            made("hr_zone2_s", "sum(hr_zone2_ms) / 1000.0", "hr_zone2_ms"),
            made("hr_zone3_s", "sum(hr_zone3_ms) / 1000.0", "hr_zone3_ms"),
            made("hr_zone4_s", "sum(hr_zone4_ms) / 1000.0", "hr_zone4_ms"),
            made("hr_zone5_s", "sum(hr_zone5_ms) / 1000.0", "hr_zone5_ms"),
            made(
                    "trimp_edwards",
                    "(sum(hr_zone1_ms) + 2 * sum(hr_zone2_ms) + 3 * sum(hr_zone3_ms) + 4 * sum(hr_zone4_ms)"
                            + " + 5 * sum(hr_zone5_ms)) / 60000.0",
                    "hr_zone1_ms"),
            made("trimp_banister", "sum(trimp_micro) / 1000000.0", "trimp_micro")),
    BALL_METRICS(
            TimeSeriesTable.PLAYER_METRICS,
            false,
            Rows.BALL,
            "",
            plain("match_id"),
            time("second", 1_000_000),
            plain("x"),
            plain("y"),
            plain("speed_mps")),
    METRIC_DEFINITIONS(
            TimeSeriesTable.METRIC_DEFINITIONS,
            false,
            Rows.ALL,
            "",
            plain("definition_version"),
            time("at", 1_000),
            plain("rules")),
    LEDGER(
            TimeSeriesTable.LEDGER,
            false,
            Rows.ALL,
            "",
            plain("pipeline"),
            plain("source"),
            plain("partition"),
            time("minute", 1_000),
            plain("received"),
            plain("unique"),
            plain("duplicate"),
            plain("late"),
            plain("rejected"),
            plain("conflicts"),
            plain("control"),
            plain("position"),
            plain("first_position")),
    DEAD_LETTERS(
            TimeSeriesTable.DEAD_LETTERS,
            true,
            Rows.ALL,
            "",
            time("at", 1_000),
            plain("pipeline"),
            plain("source"),
            plain("reason"),
            plain("message"),
            plain("topic"),
            plain("partition"),
            plain("offset"),
            plain("byte_offset"),
            plain("key"),
            // The device's own bytes: what is in them nobody has looked at, so it counts as health data.
            new Column("payload", "\"payload\"", "payload", true)),
    ALERTS(
            TimeSeriesTable.ALERTS,
            false,
            Rows.ALERTS_NOT_MEDICAL,
            "",
            time("at", 1_000),
            plain("pipeline"),
            plain("rule"),
            plain("match_id"),
            plain("subject"),
            plain("message"),
            plain("player_id"),
            plain("cleared_at"),
            plain("value"),
            plain("threshold"),
            plain("medical")),
    ALERT_ACKNOWLEDGEMENTS(
            TimeSeriesTable.ALERT_ACKNOWLEDGEMENTS,
            false,
            Rows.ACKNOWLEDGEMENTS_NOT_MEDICAL,
            "",
            plain("alert_id"),
            plain("match_id"),
            plain("role"),
            time("at", 1_000));

    /** Which rows of its table a view has. */
    private enum Rows {
        ALL("", ""),
        PLAYERS(" WHERE player_id <> 'ball'", ""),
        BALL(" WHERE player_id = 'ball'", ""),
        /** An alert on somebody's health is, as a row, what a medical column is as a column. */
        ALERTS_NOT_MEDICAL("", " WHERE medical = false"),
        /** An alert's id names its rule and its player. As a symbol, because the store looks up no other text in a list. */
        ACKNOWLEDGEMENTS_NOT_MEDICAL(
                "",
                " WHERE cast(alert_id AS symbol) IN (SELECT cast(pipeline || '/' || rule || '/' || subject || '/'"
                        + " || (cast(ts AS long) / 1000) AS string) FROM alerts WHERE medical = false)");

        private final String everybody;
        private final String withoutMedicalRights;

        Rows(String everybody, String withoutMedicalRights) {
            this.everybody = everybody;
            this.withoutMedicalRights = withoutMedicalRights;
        }

        String conditionFor(Role role) {
            return role.mayReadMedical() ? everybody : everybody + withoutMedicalRights;
        }
    }

    /**
     * @param source the table's column that it shows or is made of; empty where it is made of none that is tagged
     * @param medical whether only roles that may read health data have it, whatever its source is
     */
    private record Column(String name, String expression, String source, boolean medical) {
        boolean isMedicalIn(TimeSeriesTable table) {
            return medical || (!source.isEmpty() && table.column(source).medical());
        }
    }

    private final TimeSeriesTable table;
    private final boolean operatorsOnly;
    private final Rows rows;
    private final String grouping;
    private final List<Column> columns;

    QueryView(TimeSeriesTable table, boolean operatorsOnly, Rows rows, String grouping, Column... columns) {
        this.table = table;
        this.operatorsOnly = operatorsOnly;
        this.rows = rows;
        this.grouping = grouping;
        this.columns = List.of(columns);
    }

    private static Column plain(String name) {
        return new Column(name, TimeSeriesTable.quoted(name), name, false);
    }

    /** The row's time as a whole number of units of that many microseconds. */
    private static Column time(String name, long unitMicros) {
        return new Column(name, "cast(" + TimeSeriesTable.TIME + " AS long) / " + unitMicros, "", false);
    }

    /** Metres of millimetres, seconds of milliseconds. */
    private static Column thousandth(String name, String source) {
        return new Column(name, source + " / 1000.0", source, false);
    }

    private static Column made(String name, String expression, String source) {
        return new Column(name, expression, source, false);
    }

    static Optional<QueryView> named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.viewName().equalsIgnoreCase(name))
                .findFirst();
    }

    String viewName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFor(Role role) {
        return !operatorsOnly || role.mayOperate();
    }

    List<String> columnsFor(Role role) {
        return shownTo(role).map(Column::name).collect(Collectors.toUnmodifiableList());
    }

    /** Whether the view has that column, but not for this role. */
    boolean hides(String column, Role role) {
        return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(column))
                && shownTo(role).noneMatch(c -> c.name().equalsIgnoreCase(column));
    }

    /** The select statement that is the view, for this role. */
    String selectFor(Role role) {
        String list = shownTo(role)
                .map(column -> column.expression() + " AS " + TimeSeriesTable.quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM " + TimeSeriesTable.quoted(table.tableName()) + rows.conditionFor(role)
                + grouping;
    }

    private Stream<Column> shownTo(Role role) {
        return columns.stream().filter(column -> !column.isMedicalIn(table) || role.mayReadMedical());
    }
}
