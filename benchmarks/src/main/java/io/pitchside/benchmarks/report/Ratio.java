package io.pitchside.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** Ours ÷ theirs over the pairs of runs that were measured in turn. */
public record Ratio(double min, double median, double max) {
    /**
     * The ratios of the pairs, one by one: the first of ours to the first of theirs, and so on.
     *
     * @throws IllegalArgumentException if there is no pair
     */
    public static Ratio of(List<Double> ours, List<Double> theirs) {
        int pairs = Math.min(ours.size(), theirs.size());
        if (pairs == 0) {
            throw new IllegalArgumentException("a ratio needs at least one pair of runs");
        }
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] = ours.get(i) / theirs.get(i);
        }
        Arrays.sort(ratios);
        double median = (ratios[(pairs - 1) / 2] + ratios[pairs / 2]) / 2;
        return new Ratio(rounded(ratios[0]), rounded(median), rounded(ratios[pairs - 1]));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
