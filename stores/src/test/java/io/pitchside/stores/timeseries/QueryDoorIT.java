package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.access.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door answers, and that the answers are right. */
class QueryDoorIT {
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT count(*) FROM sensor_readings => 140
            SELECT COUNT(*) AS n FROM "sensor_readings" WHERE match_id = 'm2' => 40
            select count(distinct player_id), count(distinct match_id) from sensor_readings => 5, 2
            select distinct match_id from sensor_readings order by match_id => m1; m2
            select match_id, count(*) from sensor_readings group by match_id order by count(*) desc => m1, 100; m2, 40
            select match_id, sum(x) from sensor_readings group by 1 order by 2 => m2, 380; m1, 950
            select seq from sensor_readings where match_id = 'm2' and player_id = 'p0' order by ts limit 2 => 0; 1
            select seq from sensor_readings where match_id = 'm2' and player_id = 'p0' order by ts limit 2 offset 5 => 5; 6
            select seq from sensor_readings where match_id = 'm2' and player_id = 'p0' order by ts limit 5, 2 => 5; 6
            select seq from sensor_readings where match_id = 'm2' and player_id = 'p0' order by ts offset 18 => 18; 19
            select seq from sensor_readings where match_id = 'm2' and player_id = 'p0' order by ts offset 3 rows fetch next 2 rows only => 3; 4
            select seq from sensor_readings order by ts desc, match_id, player_id limit 1 => 19
            select match_id from sensor_readings limit 0 => ``
            select count(*) from sensor_readings where ts between 1700000003000 and 1700000004000 => 14
            select count(*) from sensor_readings where x >= 18 and y < 2 and hr <> 101 and seq != 18 => 2
            select count(*) from sensor_readings where player_id in ('p0', 'p1') and not match_id like 'm1%' => 40
            select count(*) from sensor_readings where player_id not in ('p0') and match_id ilike 'M2' => 20
            select count(*) from sensor_readings where match_id = 'it''s; drop table readings -- x' => 0
            select count(*) from sensor_readings where x is not null and hr is null => 0
            select count(*) from sensor_readings where not (x > 1 or y > 1) => 8
            select match_id from sensor_readings group by match_id having count(*) > 50 => m1
            select match_id m, avg(y) from sensor_readings group by match_id having max(x) > 3 and m <> 'm2' order by min(y) => m1, 2
            select player_id from sensor_readings group by player_id having count(*) = 40 order by max(hr) desc limit 1 => p1
            select count(*) from sensor_readings having count(*) > 1000 => ``
            select case when y < 2 then 'low' else 'high' end k, count(*) n from sensor_readings group by case when y < 2 then 'low' else 'high' end order by k => high, 60; low, 80
            select round(avg(x), 2), min(x), max(x) + 1, -min(hr) from sensor_readings => 9.5, 0, 20, -100
            select upper(player_id) || '!', length(match_id), 7 / 2.0 from sensor_readings limit 1 => P0!, 2, 3.5
            select cast(ts * 1000 as timestamp) from sensor_readings order by ts limit 1 => 2023-11-14T22:13:20.000000Z
            select s.match_id, p.distance_m from sensor_readings s join player_metrics p on s.match_id = p.match_id and s.player_id = p.player_id and s.ts = p.second * 1000 where s.seq = 3 and s.player_id = 'p1' order by s.match_id => m1, 1; m2, 1
            select a.player_id from player_totals a left join player_totals b on a.player_id = b.player_id and a.match_id <> b.match_id where a.match_id = 'm1' and b.match_id is null order by a.player_id => p2; p3; p4
            select count(*) from player_totals a, player_totals b where a.match_id = b.match_id => 29
            select match_id from player_metrics where player_id in (select player_id from sensor_readings where match_id = 'm2') group by match_id order by match_id => m1; m2
            select n from (select match_id, count(*) as n from sensor_readings group by match_id) q where n < 100 => 40
            with a as (select match_id m, count(*) c from sensor_readings group by match_id), b as (select max(c) top from a) select a.m from a cross join b where a.c = b.top => m1
            select match_id from sensor_readings union select match_id from player_metrics order by match_id desc limit 1 => m2
            (select seq from sensor_readings order by seq desc limit 1) union all (select seq from sensor_readings order by seq limit 1) => 19; 0
            select player_id, rank() over (order by hr_mean desc) r from player_totals where match_id = 'm2' order by r => p1, 1; p0, 2
            select distance_m, hsr_m, sprint_m, sprints, hr_mean, hr_max, seconds from player_totals where match_id = 'm2' and player_id = 'p1' => 20, 10, 6, 2, 101, 101, 20
            select second from player_metrics order by second limit 1 => 1700000000
            select "unique", duplicate, "partition", position, minute from ledger => ``
            select at, key, offset, payload from dead_letters => ``
            select 1; => 1
            select /* one */ 1 -- ; drop table readings => 1
            """)
    void answers(String sql, String expected) throws Exception {
        String rows = rowsOf(asked.answer(sql, Role.ADMIN));

        assertThat(rows).isEqualTo(expected.strip());
    }

    @Test
    void starGivesExactlyTheViewsColumns() throws Exception {
        assertThat(names(asked.answer("SELECT * FROM sensor_readings LIMIT 1", Role.MEDICAL)))
                .containsExactly("match_id", "player_id", "sensor_id", "seq", "ts", "x", "y", "hr");
        assertThat(names(asked.answer("SELECT s.* FROM sensor_readings s LIMIT 1", Role.COACH)))
                .containsExactly("match_id", "player_id", "sensor_id", "seq", "ts", "x", "y");
        assertThat(names(asked.answer("SELECT * FROM player_totals LIMIT 1", Role.ADMIN)))
                .containsExactly(
                        "match_id",
                        "player_id",
                        "distance_m",
                        "hsr_m",
                        "sprint_m",
                        "sprints",
                        "speed_max_mps",
                        "hr_mean",
                        "hr_max",
                        "seconds",
                        "missing_ms",
                        "repaired",
                        "accelerations",
                        "decelerations",
                        "hmld_m",
                        "high_power_m",
                        "energy_kj_kg",
                        "equivalent_m",
                        "load",
                        "hr_zone1_s",
                        "hr_zone2_s",
                        "hr_zone3_s",
                        "hr_zone4_s",
                        "hr_zone5_s",
                        "trimp_edwards",
                        "trimp_banister");
    }

    @Test
    void columnsAreCalledWhatWasTyped() throws Exception {
        String sql =
                "SELECT count(*), avg(r.x), x AS \"Way (m)\", round(x, 1) one FROM sensor_readings r GROUP BY x LIMIT 1";

        assertThat(names(asked.answer(sql, Role.ADMIN))).containsExactly("count(*)", "avg(r.x)", "Way (m)", "one");
    }

    @Test
    void anAnswerIsCutAtTheLimitAndSaysSo() throws Exception {
        assertThat(asked.answer("SELECT x FROM sensor_readings", Role.COACH).size())
                .isEqualTo(AskedStore.ROWS_MAX);
        assertThat(asked.answer("SELECT x FROM sensor_readings", Role.COACH).cut())
                .isTrue();
        assertThat(asked.answer("SELECT x FROM sensor_readings LIMIT " + AskedStore.ROWS_MAX, Role.COACH)
                        .cut())
                .isFalse();
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, System.nanoTime());
    }

    /** Writing a query anew must not change what it means: operators bind as they do in the store. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void writingAnewKeepsTheMeaning(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String sql = "SELECT count(*) AS n FROM readings WHERE " + condition(random, 3);

            ResultTable expected = asked.store.ask(sql);
            ResultTable actual = asked.answer(sql.replace("readings", "sensor_readings"), Role.ADMIN);

            assertThat(actual.whole(0, "n"))
                    .as("%s%nreplay: -Dit.test=QueryDoorIT -Dpitchside.seed=%d", sql, seed)
                    .isEqualTo(expected.whole(0, "n"));
        }
    }

    private static String condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return test(random);
        }
        String left = condition(random, depth - 1);
        String right = condition(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> "NOT (" + left + ")";
            case 1 -> "(" + left + ") AND " + right;
            case 2 -> left + " OR (" + right + ")";
            case 3 -> left + " AND " + right;
            default -> left + " OR " + right;
        };
    }

    private static String test(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> sum(random) + " < " + sum(random);
            case 1 -> "seq IN (1, 2, " + random.nextInt(20) + ")";
            case 2 -> "player_id NOT IN ('p1', 'p" + random.nextInt(5) + "')";
            case 3 -> "match_id LIKE '%" + random.nextInt(3) + "'";
            case 4 -> sum(random) + " >= hr";
            default -> "hr <> 10" + random.nextInt(5);
        };
    }

    private static String sum(Random random) {
        StringBuilder sum = new StringBuilder("x");
        for (int i = random.nextInt(5); i > 0; i--) {
            sum.append(' ').append("+-*/%".charAt(random.nextInt(5))).append(' ');
            sum.append(random.nextInt(3) == 0 ? "y" : random.nextInt(3) == 0 ? "-2.5" : 1 + random.nextInt(9));
        }
        return sum.toString();
    }

    private static List<String> names(ResultTable table) {
        return table.columns().stream().map(ResultColumn::name).collect(Collectors.toList());
    }

    /** Rows separated by semicolons, values by commas. */
    private static String rowsOf(ResultTable table) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            int at = row;
            rows.add(IntStream.range(0, table.columns().size())
                    .mapToObj(i -> table.value(at, table.columns().get(i).name()))
                    .map(value -> value == null ? "null" : ResultText.of(value))
                    .collect(Collectors.joining(", ")));
        }
        return String.join("; ", rows);
    }
}
