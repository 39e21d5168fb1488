package io.pitchside.model.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.tracking.PlayerSecond;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The hardest minutes of a player ("worst-case scenarios"): the largest sum of a per-second value over any 60, 180, 300
 * or 600 seconds in a row. Rolling by one second, not fixed minutes, because fixed ones understate the peak (Fereday
 * 2020). A second without a row counts as nothing run, and a window lies wholly between the player's first and last
 * second. Of several equal windows the first counts. O(n) per length; integers, so the result is exact. Stateless.
 */
public final class WorstWindows {
    /** The lengths that are shown, minutes. */
    public static final List<Integer> MINUTES = List.of(1, 3, 5, 10);

    private static final int MINUTE_S = 60;

    private WorstWindows() {}

    /**
     * The best window of one length, metres where the rows are in millimetres.
     *
     * @param value the sum; absent, like the rest, while the player's recording is shorter than the window
     * @param perMin value per minute
     * @param from first second of the window, epoch seconds; {@code to} its last one
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Window(
            int minutes,
            @Nullable Double value,
            @Nullable Double perMin,
            @Nullable Long from,
            @Nullable Long to) {}

    /** Every length over one player's rows, which rise by second; {@code value} in thousandths. */
    public static List<Window> of(List<PlayerSecond> rows, ToLongFunction<PlayerSecond> value) {
        long[] seconds = rows.stream().mapToLong(PlayerSecond::second).toArray();
        return of(seconds, rows.stream().mapToLong(value).toArray(), seconds.length);
    }

    /**
     * Every length over the first {@code count} values.
     *
     * @param seconds rising, none twice
     * @param thousandths what happened in each of them, not negative
     */
    public static List<Window> of(long[] seconds, long[] thousandths, int count) {
        return MINUTES.stream()
                .map(minutes -> best(seconds, thousandths, count, minutes))
                .toList();
    }

    private static Window best(long[] seconds, long[] values, int count, int minutes) {
        long length = (long) minutes * MINUTE_S;
        if (count == 0 || seconds[count - 1] - seconds[0] + 1 < length) {
            return new Window(minutes, null, null, null, null);
        }
        // The sum only grows where a row comes in at the window's end. So the first best window is the very first one,
        // or one that ends with a row.
        long firstEnd = seconds[0] + length - 1;
        long best = -1;
        long bestEnd = firstEnd;
        long sum = 0;
        int oldest = 0;
        for (int i = 0; i < count; i++) {
            if (best < 0 && seconds[i] > firstEnd) {
                best = sum;
            }
            sum += values[i];
            while (seconds[oldest] <= seconds[i] - length) {
                sum -= values[oldest++];
            }
            if (seconds[i] >= firstEnd && sum > best) {
                best = sum;
                bestEnd = seconds[i];
            }
        }
        return new Window(minutes, best / 1e3, best / 1e3 / minutes, bestEnd - length + 1, bestEnd);
    }
}
