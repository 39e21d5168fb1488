package io.pitchside.benchmarks.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.HdrHistogram.Histogram;

/** Percentiles in milliseconds, rounded to a hundredth. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Latency(double p50, double p99, double p999, double max) {
    /** @param micros a histogram of microseconds */
    public static Latency of(Histogram micros) {
        return new Latency(ms(micros, 50), ms(micros, 99), ms(micros, 99.9), ms(micros, 100));
    }

    /** The value at that percentile, in milliseconds. */
    public static double ms(Histogram micros, double percentile) {
        return Math.round(micros.getValueAtPercentile(percentile) / 10.0) / 100.0;
    }
}
