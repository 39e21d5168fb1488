package io.pitchside.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run. In JSON all groups stand flat in one object.
 *
 * @param latencyMs receipt − due; {@code null} where nothing was due at a time (closed loop)
 * @param p99MsBySecond of the measured window, second by second; {@code null} likewise
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        @JsonUnwrapped Workload workload,
        @Nullable Latency latencyMs,
        @JsonUnwrapped Counts counts,
        @JsonUnwrapped Pace pace,
        @JsonUnwrapped Cost cost,
        @Nullable List<Double> p99MsBySecond) {

    /**
     * What was asked for.
     *
     * @param rate readings per second; 0 for as many as are answered
     * @param route {@code pitchside}, or the peer that ran in its place
     * @param message {@code frame}: one message per match and period; {@code reading}: one message per reading
     * @param seconds how long was measured, after {@code warmUpS} seconds that were not
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Workload(
            String name, String route, String message, int rate, int matches, int seconds, int warmUpS) {}

    /**
     * What became of the readings of the whole run, its warm-up included.
     *
     * @param received came out, each counted once
     * @param duplicates came out again
     * @param lost sent, and did not come out
     * @param unexpected came out, and were never sent
     * @param wrongTime came out with another time stamp than they were sent with
     * @param cuts how often the platform cut a client off
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Counts(
            long sent,
            long acked,
            long received,
            long duplicates,
            long lost,
            long unexpected,
            long wrongTime,
            long cuts) {
        public boolean complete() {
            return lost == 0 && duplicates == 0 && unexpected == 0 && wrongTime == 0 && acked == sent;
        }
    }

    /**
     * Whether sender and platform kept up.
     *
     * @param eventsPerS readings that came out in the measured window, per second
     * @param sustained the sender kept its schedule, the drain was short and nothing was lost
     * @param drainMs from the end of the schedule to the last receipt
     * @param lateSendMs the latest any message was handed to its connection
     * @param lateSendP99Ms the same, 99 of 100 messages
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Pace(double eventsPerS, boolean sustained, long drainMs, double lateSendMs, double lateSendP99Ms) {}

    /**
     * What a reading cost in the measured window.
     *
     * @param cpuUsPerEvent CPU time of the platform's process
     * @param cpuUsByHop the same, split by what its threads are there for
     * @param driverCpuUsPerEvent CPU time of the driver's process
     * @param machineBusyPercent of all cores, everything on the machine included
     * @param rssMb resident memory of the platform at the end of the window
     * @param rssMbMax the most it ever was since its start
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Cost(
            double cpuUsPerEvent,
            Map<String, Double> cpuUsByHop,
            double driverCpuUsPerEvent,
            int machineBusyPercent,
            long rssMb,
            long rssMbMax) {}
}
