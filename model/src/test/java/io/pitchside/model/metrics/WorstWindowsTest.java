package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.metrics.WorstWindows.Window;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorstWindowsTest {
    @Test
    void anEvenPaceGivesTheSameRateInEveryWindow() {
        long[] seconds = LongStream.range(1_000, 1_000 + 700).toArray();
        long[] values = new long[700];
        Arrays.fill(values, 5_000);

        List<Window> windows = WorstWindows.of(seconds, values, 700);

        assertThat(windows)
                .containsExactly(
                        new Window(1, 300.0, 300.0, 1_000L, 1_059L),
                        new Window(3, 900.0, 300.0, 1_000L, 1_179L),
                        new Window(5, 1_500.0, 300.0, 1_000L, 1_299L),
                        new Window(10, 3_000.0, 300.0, 1_000L, 1_599L));
    }

    @Test
    void theHardestMinuteIsFoundWhereverItBegins() {
        long[] seconds = LongStream.range(0, 300).toArray();
        long[] values = new long[300];
        Arrays.fill(values, 1_000);
        // A minute that no clock minute holds: 100 to 159 at 7 m/s.
        Arrays.fill(values, 100, 160, 7_000);

        Window minute = WorstWindows.of(seconds, values, 300).get(0);

        assertThat(minute).isEqualTo(new Window(1, 420.0, 420.0, 100L, 159L));
    }

    @Test
    void ofEqualWindowsTheFirstCounts() {
        long[] seconds = LongStream.range(0, 200).toArray();
        long[] values = new long[200];
        values[70] = 9_000;
        values[150] = 9_000;

        // The first minute that holds second 70 is 11 to 70.
        assertThat(WorstWindows.of(seconds, values, 200).get(0)).isEqualTo(new Window(1, 9.0, 9.0, 11L, 70L));
    }

    @Test
    void aGapIsTimeWithoutMetres() {
        // 30 s at 5 m/s, 40 s without data, 30 s at 5 m/s: no minute holds more than 30 + 20 seconds of running.
        long[] seconds = LongStream.concat(LongStream.range(0, 30), LongStream.range(70, 100))
                .toArray();
        long[] values = new long[60];
        Arrays.fill(values, 5_000);

        Window minute = WorstWindows.of(seconds, values, 60).get(0);

        // 0 … 59 holds 30 seconds; 10 … 69 holds 20; 40 … 99 holds 30 again, later.
        assertThat(minute).isEqualTo(new Window(1, 150.0, 150.0, 0L, 59L));
    }

    @Test
    void aRecordingShorterThanTheWindowHasNone() {
        long[] seconds = LongStream.range(0, 179).toArray();

        List<Window> windows = WorstWindows.of(seconds, new long[179], 179);

        assertThat(windows.get(0)).isEqualTo(new Window(1, 0.0, 0.0, 0L, 59L));
        assertThat(windows.get(1)).isEqualTo(new Window(3, null, null, null, null));
        assertThat(WorstWindows.of(new long[0], new long[0], 0).get(0).value()).isNull();
    }

    @Test
    void onlyTheFirstValuesCount() {
        long[] seconds = LongStream.range(0, 100).toArray();
        long[] values = new long[100];
        Arrays.fill(values, 1_000);
        values[99] = 50_000;

        assertThat(WorstWindows.of(seconds, values, 80).get(0).value()).isEqualTo(60);
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, 3, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itIsWhatTryingEveryWindowFinds(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            TreeMap<Long, Long> rows = new TreeMap<>();
            for (long second = 0; second < 60 + random.nextInt(400); second++) {
                if (random.nextInt(10) < 1 + run % 10) {
                    rows.put(second, (long) random.nextInt(4) * 1_000);
                }
            }
            long[] seconds = rows.keySet().stream().mapToLong(Long::longValue).toArray();
            long[] values = rows.values().stream().mapToLong(Long::longValue).toArray();

            assertThat(WorstWindows.of(seconds, values, seconds.length))
                    .as("replay: -Dpitchside.seed=%d", seed)
                    .isEqualTo(WorstWindows.MINUTES.stream()
                            .map(minutes -> tried(rows, minutes))
                            .toList());
        }
    }

    private static Window tried(NavigableMap<Long, Long> rows, int minutes) {
        long length = minutes * 60L;
        long best = -1;
        long bestFrom = 0;
        for (long from = rows.isEmpty() ? 1 : rows.firstKey();
                !rows.isEmpty() && from + length - 1 <= rows.lastKey();
                from++) {
            long sum = rows.subMap(from, from + length).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (sum > best) {
                best = sum;
                bestFrom = from;
            }
        }
        return best < 0
                ? new Window(minutes, null, null, null, null)
                : new Window(minutes, best / 1e3, best / 1e3 / minutes, bestFrom, bestFrom + length - 1);
    }
}
