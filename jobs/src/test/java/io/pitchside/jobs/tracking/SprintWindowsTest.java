package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SprintWindowsTest {
    private static final int WINDOW = 10;

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L, 4L, 5L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWindowsAreThoseOfAPlainSum(long seed) throws IOException {
        Random random = new Random(seed);
        TreeMap<Long, Long> all = new TreeMap<>();
        long second = 1_700_000_000;
        SprintWindows windows = new SprintWindows(WINDOW, second);
        for (int i = 0; i < 300; i++) {
            long mm = random.nextInt(3) == 0 ? random.nextInt(9_000) : 0;
            all.put(second, mm);
            windows.add(second, mm);
            if (random.nextInt(20) == 0) {
                windows = random.nextBoolean() ? restored(windows) : windows.copy();
            }

            assertThat(windows.recentMm()).as("seed %d", seed).isEqualTo(sum(all, second));
            assertThat(windows.earlierMmMax()).as("seed %d", seed).isEqualTo(largestEarlier(all, second));
            second += random.nextInt(25) == 0 ? random.nextInt(60) + 1 : 1;
        }
    }

    private static long sum(NavigableMap<Long, Long> all, long last) {
        return all.subMap(last - WINDOW, false, last, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long largestEarlier(NavigableMap<Long, Long> all, long now) {
        long largest = 0;
        for (long last = all.firstKey(); last <= now - WINDOW; last++) {
            largest = Math.max(largest, sum(all, last));
        }
        return largest;
    }

    private static SprintWindows restored(SprintWindows windows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SprintWindows.write(windows, new DataOutputStream(bytes));
        return Objects.requireNonNull(
                SprintWindows.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    }
}
