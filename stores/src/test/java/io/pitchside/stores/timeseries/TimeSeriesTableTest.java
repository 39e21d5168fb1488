package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.access.MedicalFields;
import io.pitchside.model.access.Role;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimeSeriesTableTest {
    @Test
    void readingsHaveTheContractsColumns() {
        assertThat(TimeSeriesTable.READINGS.createStatement("readings"))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"readings\" (ts TIMESTAMP, \"stadium_id\" SYMBOL,"
                        + " \"match_id\" SYMBOL, \"player_id\" SYMBOL, \"sensor_id\" SYMBOL, \"seq\" LONG,"
                        + " \"x\" DOUBLE, \"y\" DOUBLE, \"z\" DOUBLE, \"speed\" DOUBLE, \"hr\" LONG, \"lat\" DOUBLE,"
                        + " \"lon\" DOUBLE, \"ax\" DOUBLE, \"ay\" DOUBLE, \"az\" DOUBLE, \"battery\" DOUBLE, \"kafka_partition\" LONG, \"kafka_offset\" LONG,"
                        + " \"lateness_ms\" LONG, \"late\" BOOLEAN) TIMESTAMP(ts) PARTITION BY DAY WAL"
                        + " DEDUP UPSERT KEYS(ts, \"match_id\", \"player_id\", \"sensor_id\", \"seq\")");
    }

    @Test
    void everyTableBelongsToATopicOfItsName() {
        assertThat(Arrays.stream(TimeSeriesTable.values())
                        .collect(Collectors.toMap(TimeSeriesTable::tableName, TimeSeriesTable::topic)))
                .containsOnlyKeys(
                        "readings",
                        "player_metrics",
                        "ledger",
                        "dead_letters",
                        "alerts",
                        "alert_acknowledgements",
                        "setup_history",
                        "metric_definitions")
                .containsEntry("player_metrics", "player-metrics");
    }

    @Test
    void medicalMarksOfTheModelReachTheColumns() {
        assertThat(medicalOf(TimeSeriesTable.READINGS)).isEqualTo(MedicalFields.of(AcceptedReading.class));
        assertThat(medicalOf(TimeSeriesTable.PLAYER_METRICS)).isEqualTo(MedicalFields.of(PlayerSecond.class));
    }

    @Test
    void aRoleWithoutTheRightHasNoMedicalColumns() {
        assertThat(QueryView.SENSOR_READINGS.columnsFor(Role.MEDICAL))
                .containsExactly("match_id", "player_id", "sensor_id", "seq", "ts", "x", "y", "hr");
        assertThat(QueryView.SENSOR_READINGS.columnsFor(Role.COACH)).doesNotContain("hr");
        assertThat(QueryView.PLAYER_METRICS.columnsFor(Role.SCOUT)).doesNotContain("hr");
        assertThat(QueryView.PLAYER_TOTALS.columnsFor(Role.ANALYST)).doesNotContain("hr_mean", "hr_max");
        assertThat(QueryView.DEAD_LETTERS.columnsFor(Role.OPERATOR)).doesNotContain("payload");
    }

    @Test
    void noViewSpeaksOfAMedicalColumnToARoleWithoutTheRight() {
        for (QueryView view : QueryView.values()) {
            assertThat(view.selectFor(Role.COACH)).as(view.viewName()).doesNotContainPattern("\\bhr_?|trimp");
        }
    }

    @Test
    void influxDbGetsTheTagsFirstAndFewOfThem() {
        assertThat(Arrays.stream(TimeSeriesTable.values())
                        .collect(Collectors.toMap(TimeSeriesTable::tableName, TimeSeriesTableTest::tagsOf)))
                .containsEntry("readings", "match_id, player_id, sensor_id")
                .containsEntry("player_metrics", "match_id, player_id")
                .containsEntry("ledger", "pipeline, source, partition")
                .containsEntry("dead_letters", "topic, partition")
                .containsEntry("alerts", "pipeline, rule, subject")
                .containsEntry("alert_acknowledgements", "")
                .containsEntry("setup_history", "match_id")
                .containsEntry("metric_definitions", "definition_version");
    }

    private static String tagsOf(TimeSeriesTable table) {
        return table.columns(StoreKind.INFLUXDB).stream()
                .takeWhile(column -> column.pointRole() == PointRole.TAG)
                .map(TimeSeriesColumn::name)
                .collect(Collectors.joining(", "));
    }

    private static java.util.Set<String> medicalOf(TimeSeriesTable table) {
        return table.columns().stream()
                .filter(TimeSeriesColumn::medical)
                .map(TimeSeriesColumn::jsonName)
                .collect(Collectors.toSet());
    }
}
