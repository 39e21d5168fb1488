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
            plain("revision")),
    PLAYER_TOTALS(
            TimeSeriesTable.PLAYER_METRICS,
            false,
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
            made("repaired", "sum(repaired)", "repaired")),
    LEDGER(
            TimeSeriesTable.LEDGER,
            false,
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
            "",
            time("at", 1_000),
            plain("pipeline"),
            plain("rule"),
            plain("match_id"),
            plain("subject"),
            plain("message"));

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
    private final String grouping;
    private final List<Column> columns;

    QueryView(TimeSeriesTable table, boolean operatorsOnly, String grouping, Column... columns) {
        this.table = table;
        this.operatorsOnly = operatorsOnly;
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
        return "SELECT " + list + " FROM " + TimeSeriesTable.quoted(table.tableName()) + grouping;
    }

    private Stream<Column> shownTo(Role role) {
        return columns.stream().filter(column -> !column.isMedicalIn(table) || role.mayReadMedical());
    }
}
