package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitchside.model.access.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door does not answer, and what it says then. */
class QueryDoorRefusalIT {
    @TempDir
    static Path folder;

    private static AskedStore asked;

    @BeforeAll
    static void start() throws Exception {
        asked = new AskedStore(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        asked.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO sensor_readings VALUES (1)",
                "UPDATE sensor_readings SET x = 1",
                "DELETE FROM sensor_readings",
                "DROP TABLE readings",
                "TRUNCATE TABLE readings",
                "ALTER TABLE readings DROP COLUMN hr",
                "CREATE TABLE x AS (SELECT * FROM sensor_readings)",
                "COPY readings TO 'x' WITH FORMAT PARQUET",
                "EXPLAIN SELECT * FROM sensor_readings",
                "SHOW TABLES",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE readings",
                "SELECT 1 UNION SELECT 2; SELECT 3",
                "VALUES (1)",
                "SELECT x FROM sensor_readings FOR UPDATE",
                "SELECT x INTO y FROM sensor_readings",
                "WITH a AS (INSERT INTO readings VALUES (1)) SELECT * FROM a",
                "",
                ";",
                "-- nothing",
            })
    void onlyOneSelectIsAnswered(String sql) {
        assertThatThrownBy(() -> asked.answer(sql, Role.ADMIN)).isInstanceOf(QueryRefusedException.class);

        assertThat(untouched()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readings",
                "\"readings\"",
                "readings_warm_up",
                "public.sensor_readings",
                "tables()",
                "wal_tables()",
                "long_sequence(10)",
                "read_parquet('x.parquet')",
                "'x.parquet'",
                "files('/')",
                "information_schema.tables",
                "pg_catalog.pg_class",
                "sys.telemetry_wal",
                "__sensor_readings",
                "(readings)",
                "LATERAL (SELECT 1)",
                "sensor_readings PIVOT (sum(x) FOR y IN (1))",
            })
    void onlyTheViewsCanBeRead(String source) {
        assertThatThrownBy(() -> asked.answer("SELECT * FROM " + source, Role.ADMIN))
                .isInstanceOf(QueryRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read_parquet('x')",
                "simulate_crash('x')",
                "current_user()",
                "version()",
                "reload_config()",
                "cancel_query(1)",
                "flush_query_cache()",
                "rnd_str(1, 2, 3)",
                "touch(sensor_readings)",
                "json_extract('{}', '$')",
                "pg_catalog.version()",
                "Simulate_Crash('x')",
                "\"simulate_crash\"('x')",
                "@x",
                "?",
                ":x",
                "$$x$$",
                "N'x'",
                "x[1]",
                "(SELECT 1)",
                "sum(x) FILTER (WHERE x > 1)",
                "sum(DISTINCT x)",
                "row_number()",
                "x COLLATE \"de\"",
            })
    void onlyAllowedExpressionsAreWritten(String expression) {
        assertThatThrownBy(() -> asked.answer("SELECT " + expression + " FROM sensor_readings LIMIT 1", Role.ADMIN))
                .isInstanceOf(QueryRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT hr FROM sensor_readings",
                "SELECT hr AS x FROM sensor_readings",
                "SELECT \"HR\" FROM sensor_readings",
                "SELECT `hr` AS x FROM sensor_readings",
                "SELECT s.hr FROM sensor_readings s",
                "SELECT sensor_readings.hr FROM sensor_readings",
                "SELECT max(hr) FROM player_metrics",
                "SELECT count(hr) FROM player_metrics",
                "SELECT hr_mean FROM player_totals",
                "SELECT h FROM (SELECT hr AS h FROM sensor_readings) q",
                "WITH a AS (SELECT hr AS h FROM sensor_readings) SELECT h FROM a",
                "SELECT x FROM sensor_readings WHERE hr > 100",
                "SELECT x FROM sensor_readings ORDER BY hr",
                "SELECT x, count(*) FROM sensor_readings GROUP BY x, hr",
                "SELECT x FROM sensor_readings GROUP BY x HAVING max(hr) > 100",
                "SELECT CASE WHEN hr > 100 THEN 1 ELSE 0 END FROM sensor_readings",
                "SELECT a.x FROM sensor_readings a JOIN sensor_readings b ON a.hr = b.hr",
                "SELECT row_number() OVER (ORDER BY hr) FROM sensor_readings",
                "SELECT x FROM sensor_readings UNION SELECT hr FROM sensor_readings",
                "SELECT x FROM sensor_readings WHERE seq IN (SELECT hr FROM sensor_readings)",
            })
    void aRoleWithoutTheRightGetsAtNoHeartRate(String sql) throws Exception {
        QueryRefusedException refusal =
                catchThrowableOfType(QueryRefusedException.class, () -> asked.answer(sql, Role.COACH));

        assertThat(refusal)
                .hasMessageContaining("does not exist for role coach")
                .hasMessageContaining("medical, admin");
        assertThat(sql.substring(refusal.position())).startsWithIgnoringCase("hr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH sensor_readings AS (SELECT 1 AS hr) SELECT hr FROM sensor_readings",
                "WITH \"Sensor_Readings\" AS (SELECT 1 AS hr) SELECT hr FROM sensor_readings",
                "WITH readings AS (SELECT 1 AS hr) SELECT hr FROM readings",
                "WITH __sensor_readings AS (SELECT 1 AS hr) SELECT hr FROM sensor_readings",
                "SELECT * FROM (WITH readings AS (SELECT x FROM sensor_readings) SELECT * FROM readings) q",
            })
    void withCannotTakeANameThatIsTaken(String sql) {
        assertThatThrownBy(() -> asked.answer(sql, Role.COACH)).isInstanceOf(QueryRefusedException.class);
    }

    @Test
    void aNameGivenByWithEndsWithItsSelect() {
        String sql = "SELECT * FROM (WITH a AS (SELECT 1 AS x) SELECT * FROM a) q CROSS JOIN a";

        assertThatThrownBy(() -> asked.answer(sql, Role.ADMIN)).hasMessageStartingWith("there is no a; there are ");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void deadLettersAreForThoseWhoOperate(Role role) throws Exception {
        String sql = "SELECT * FROM dead_letters";

        if (role.mayOperate()) {
            assertThat(names(asked.answer(sql, role)).contains("payload")).isEqualTo(role.mayReadMedical());
        } else {
            assertThatThrownBy(() -> asked.answer(sql, role)).hasMessageContaining("operator, admin may read it");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT foo FROM player_totals                         | foo          | there is no column foo; player_totals has match_id, player_id, distance_m
            SELECT x FROM nowhere                                 | nowhere      | there is no nowhere; there are sensor_readings, player_metrics
            SELECT x FROM sensor_readings JOIN ledger USING (x)   | JOIN         | write JOIN … ON a.x = b.x instead of USING (x)
            SELECT nofun(x) FROM sensor_readings                  | nofun        | function nofun cannot be used here
            SELECT x FROM sensor_readings WHERE x LIKE            | LIKE         | not expected here
            SELECT x FROM sensor_readings LIMIT -5                | -5           | LIMIT takes a whole number of rows
            SELECT y FROM sensor_readings GROUP BY y HAVING x > 1 | x > 1        | x is none of them
            SELECT rank() FROM sensor_readings                    | rank         | rank needs an OVER clause
            """)
    void aRefusalSaysWhereAndWhatToDo(String sql, String at, String message) {
        QueryRefusedException refusal =
                catchThrowableOfType(QueryRefusedException.class, () -> asked.answer(sql, Role.ADMIN));

        assertThat(refusal).hasMessageContaining(message);
        if (refusal.position() != QueryRefusedException.POSITION_UNKNOWN) {
            assertThat(sql.substring(refusal.position())).startsWith(at);
        }
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() {
        String sql = "SELECT max(a.x + b.y + c.x + d.x + e.x) FROM sensor_readings a CROSS JOIN sensor_readings b"
                + " CROSS JOIN sensor_readings c CROSS JOIN sensor_readings d CROSS JOIN sensor_readings e";
        try (QueryDoor hasty = new QueryDoor(asked.store.reader, 10, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> hasty.answer(sql, Role.ADMIN, new ResultTable()))
                    .isInstanceOf(QueryRefusedException.class)
                    .hasMessageContaining("took longer than 1 s");
        }
    }

    @Test
    void nestingAndLengthAreBounded() {
        String deep = "SELECT " + "(".repeat(40) + "1" + ")".repeat(40);
        String longOne = "SELECT 1 AS " + "x".repeat(TimeSeriesReader.SQL_CHARS_MAX);

        assertThatThrownBy(() -> asked.answer(deep, Role.ADMIN)).hasMessageContaining("nested deeper than");
        assertThatThrownBy(() -> asked.answer(longOne, Role.ADMIN)).hasMessageContaining("characters");
    }

    private static boolean untouched() {
        try {
            return asked.store.queries.readings() == AskedStore.READINGS;
        } catch (StoreUnavailableException | StoreAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(ResultTable table) {
        return table.columns().stream().map(ResultColumn::name).collect(Collectors.toList());
    }
}
