package io.pitchside.model.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A load over days as exponentially weighted means (Williams 2017): {@code today = value λ + yesterday (1 - λ)},
 * {@code λ = 2 / (N + 1)}, N = {@link #ACUTE_DAYS} and {@link #CHRONIC_DAYS}; it starts at the first day's value. A day
 * without a session counts as 0. Two ratios describe the last day: coupled, of the two means; uncoupled, the mean of the
 * last 7 days over the mean of the 21 before them. Neither exists before {@link #WARM_UP_DAYS} days are known, and no
 * bounds are drawn, because the "sweet spot" of 0.8 to 1.3 is not supported (Impellizzeri 2020).
 *
 * @param days from the first day with a session on, none left out
 * @param knownDays how many days that is
 */
public record EwmaLoad(
        List<Day> days,
        @Nullable Double acwrCoupled,
        @Nullable Double acwrUncoupled,
        int knownDays) {
    public static final int ACUTE_DAYS = 7;
    public static final int CHRONIC_DAYS = 28;
    /** Before that many days are known, the slow mean says more about its start than about the player. */
    public static final int WARM_UP_DAYS = 28;
    /** Fifty years: more is a wrong date. */
    public static final int DAYS_MAX = 18_300;

    /** @param epochDay days since 1970, UTC */
    public record Day(long epochDay, double value, double ewma7, double ewma28) {}

    public EwmaLoad {
        days = List.copyOf(days);
    }

    /**
     * @param byDay what each day with a session brought, by days since 1970
     * @param lastDay up to when to reckon; days of {@code byDay} behind it are left out
     */
    public static EwmaLoad of(SortedMap<Long, Double> byDay, long lastDay) {
        SortedMap<Long, Double> known = byDay.headMap(lastDay + 1);
        if (known.isEmpty()) {
            return new EwmaLoad(List.of(), null, null, 0);
        }
        long firstDay = Math.max(known.firstKey(), lastDay - DAYS_MAX + 1);
        double[] values = values(known, firstDay, lastDay);
        List<Day> days = new ArrayList<>(values.length);
        double acute = values[0];
        double chronic = values[0];
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                acute = next(acute, values[i], ACUTE_DAYS);
                chronic = next(chronic, values[i], CHRONIC_DAYS);
            }
            days.add(new Day(firstDay + i, values[i], acute, chronic));
        }
        boolean warm = values.length >= WARM_UP_DAYS;
        return new EwmaLoad(
                days,
                warm ? ratio(acute, chronic) : null,
                warm
                        ? ratio(
                                mean(values, values.length - ACUTE_DAYS, values.length),
                                mean(values, values.length - CHRONIC_DAYS, values.length - ACUTE_DAYS))
                        : null,
                values.length);
    }

    private static double[] values(Map<Long, Double> known, long firstDay, long lastDay) {
        double[] values = new double[(int) (lastDay - firstDay + 1)];
        known.forEach((day, value) -> {
            if (day >= firstDay) {
                values[(int) (day - firstDay)] = value;
            }
        });
        return values;
    }

    private static double next(double before, double value, int n) {
        double lambda = 2.0 / (n + 1);
        return value * lambda + before * (1 - lambda);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }

    /** Whether enough days are known for the slow mean to mean something. */
    public boolean warmedUp() {
        return knownDays >= WARM_UP_DAYS;
    }
}
