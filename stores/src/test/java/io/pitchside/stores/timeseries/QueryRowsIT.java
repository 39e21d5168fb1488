package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.access.Role;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows a view has, and what its derived columns are made of. */
class QueryRowsIT {
    private static final long SECOND = 1_700_000_000;

    @TempDir
    static Path folder;

    private static AskedStore asked;

    @BeforeAll
    static void start() throws Exception {
        asked = new AskedStore(folder);
        LineProtocol body = new LineProtocol();
        metrics(body, "ball", SECOND, 40_000);
        for (int i = 0; i < 2; i++) {
            metrics(body, "runner", SECOND + i, 5_000);
        }
        alert(body, "sensor-silent", false);
        alert(body, "heart-rate", true);
        acknowledgement(body, "sensor-silent");
        acknowledgement(body, "heart-rate");
        TimeSeriesTable definitions = TimeSeriesTable.METRIC_DEFINITIONS;
        EmbeddedStore.add(body, "metric_definitions", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(definitions.column("definition_version"), "tracking-2.fifa");
            values.text(definitions.column("rules"), "{\"zones_kmh\":[7]}");
        });
        asked.store.writer.write(body, 0, body.rows());
        asked.store.settle();
    }

    private static void metrics(LineProtocol body, String player, long second, long distanceMm) {
        TimeSeriesTable table = TimeSeriesTable.PLAYER_METRICS;
        EmbeddedStore.add(body, "player_metrics", second, TimeUnit.SECONDS, values -> {
            values.symbol(table.column("match_id"), "m3");
            values.symbol(table.column("player_id"), player);
            values.number(table.column("x"), 30.5);
            values.number(table.column("y"), 20);
            values.number(table.column("speed_mps"), 5);
            values.integer(table.column("distance_mm"), distanceMm);
            values.integer(table.column("accelerations"), 1);
            values.integer(table.column("hmld_mm"), 1_500);
            values.integer(table.column("energy_mj"), 18_000);
            values.integer(table.column("load_micro"), 250_000);
            values.integer(table.column("hr_zone1_ms"), 0);
            values.integer(table.column("hr_zone2_ms"), 0);
            values.integer(table.column("hr_zone3_ms"), 0);
            values.integer(table.column("hr_zone4_ms"), 400);
            values.integer(table.column("hr_zone5_ms"), 600);
            values.integer(table.column("trimp_micro"), 50_000);
        });
    }

    private static void alert(LineProtocol body, String rule, boolean medical) {
        TimeSeriesTable table = TimeSeriesTable.ALERTS;
        EmbeddedStore.add(body, "alerts", SECOND * 1_000 + 250, TimeUnit.MILLISECONDS, values -> {
            values.symbol(table.column("pipeline"), "tracking");
            values.symbol(table.column("rule"), rule);
            values.symbol(table.column("match_id"), "m3");
            values.symbol(table.column("subject"), "m3/runner");
            values.number(table.column("value"), 31);
            values.flag(table.column("medical"), medical);
            values.text(table.column("message"), "look");
        });
    }

    private static void acknowledgement(LineProtocol body, String rule) {
        TimeSeriesTable table = TimeSeriesTable.ALERT_ACKNOWLEDGEMENTS;
        EmbeddedStore.add(body, "alert_acknowledgements", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(table.column("match_id"), "m3");
            values.symbol(table.column("role"), "admin");
            values.text(table.column("alert_id"), "tracking/" + rule + "/m3/runner/" + (SECOND * 1_000 + 250));
        });
    }

    @AfterAll
    static void stop() throws Exception {
        asked.close();
    }

    @Test
    void theBallIsNoPlayerButHasAViewOfItsOwn() throws Exception {
        ResultTable players =
                asked.answer("SELECT DISTINCT player_id FROM player_metrics WHERE match_id = 'm3'", Role.ADMIN);
        ResultTable totals = asked.answer("SELECT player_id FROM player_totals WHERE match_id = 'm3'", Role.ADMIN);
        ResultTable ball = asked.answer("SELECT * FROM ball_metrics", Role.COACH);

        assertThat(players.size()).isEqualTo(1);
        assertThat(totals.size()).isEqualTo(1);
        assertThat(totals.text(0, "player_id")).isEqualTo("runner");
        assertThat(ball.columns().stream().map(ResultColumn::name))
                .containsExactly("match_id", "second", "x", "y", "speed_mps");
        assertThat(ball.size()).isEqualTo(1);
        assertThat(ball.whole(0, "second")).isEqualTo(SECOND);
        assertThat(ball.number(0, "x", 0)).isEqualTo(30.5);
    }

    @Test
    void derivedColumnsAreInTheirUnits() throws Exception {
        ResultTable second = asked.answer(
                "SELECT hmld_m, energy_j_kg, load, hr_zone5_s, trimp FROM player_metrics"
                        + " WHERE match_id = 'm3' AND player_id = 'runner' LIMIT 1",
                Role.MEDICAL);
        ResultTable totals = asked.answer("SELECT * FROM player_totals WHERE match_id = 'm3'", Role.MEDICAL);

        assertThat(second.number(0, "hmld_m", 0)).isEqualTo(1.5);
        assertThat(second.number(0, "energy_j_kg", 0)).isEqualTo(18);
        assertThat(second.number(0, "load", 0)).isEqualTo(0.25);
        assertThat(second.number(0, "hr_zone5_s", 0)).isEqualTo(0.6);
        assertThat(second.number(0, "trimp", 0)).isEqualTo(0.05);
        assertThat(totals.whole(0, "accelerations")).isEqualTo(2);
        assertThat(totals.number(0, "energy_kj_kg", 0)).isEqualTo(0.036);
        assertThat(totals.number(0, "equivalent_m", 0)).isEqualTo(10);
        // Two seconds, each 0.4 s in zone 4 and 0.6 s in zone 5: (0.8 * 4 + 1.2 * 5) / 60.
        assertThat(totals.number(0, "trimp_edwards", 0)).isEqualTo(9.2 / 60);
        assertThat(totals.number(0, "trimp_banister", 0)).isEqualTo(0.1);
    }

    @Test
    void whatNobodyMeasuredIsNull() throws Exception {
        ResultTable totals = asked.answer(
                "SELECT load, trimp_edwards, trimp_banister FROM player_totals WHERE match_id = 'm1'", Role.MEDICAL);

        assertThat(totals.value(0, "load")).isNull();
        assertThat(totals.value(0, "trimp_edwards")).isNull();
        assertThat(totals.value(0, "trimp_banister")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aMedicalAlertIsARowOnlyForThoseWhoMayKnow(Role role) throws Exception {
        ResultTable alerts = asked.answer("SELECT rule, medical FROM alerts ORDER BY rule", role);
        ResultTable seen = asked.answer("SELECT alert_id FROM alert_acknowledgements ORDER BY alert_id", role);
        ResultTable counted = asked.answer("SELECT count(*) n FROM alerts WHERE rule LIKE '%heart%'", role);

        assertThat(alerts.size()).isEqualTo(role.mayReadMedical() ? 2 : 1);
        assertThat(seen.size()).isEqualTo(role.mayReadMedical() ? 2 : 1);
        assertThat(counted.whole(0, "n")).isEqualTo(role.mayReadMedical() ? 1 : 0);
        assertThat(seen.text(seen.size() - 1, "alert_id")).contains("sensor-silent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT trimp FROM player_metrics",
                "SELECT hr_zone3_s AS x FROM player_metrics",
                "SELECT trimp_edwards FROM player_totals",
                "SELECT trimp_banister FROM player_totals",
                "SELECT player_id FROM player_totals ORDER BY hr_zone5_s",
            })
    void medicalColumnsDoNotExistForACoach(String sql) {
        assertThatThrownBy(() -> asked.answer(sql, Role.COACH))
                .isInstanceOf(QueryRefusedException.class)
                .hasMessageContaining("health data");
    }

    @Test
    void aDefinitionCanBeLookedUp() throws Exception {
        ResultTable found = asked.answer("SELECT definition_version, rules FROM metric_definitions", Role.SCOUT);

        assertThat(found.text(0, "definition_version")).isEqualTo("tracking-2.fifa");
        assertThat(found.text(0, "rules")).contains("zones_kmh");
    }
}
