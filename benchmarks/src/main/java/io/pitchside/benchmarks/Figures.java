package io.pitchside.benchmarks;

import io.pitchside.benchmarks.load.Accounting;
import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.platform.Hop;
import io.pitchside.benchmarks.platform.ProcessCpu;
import io.pitchside.benchmarks.report.Latency;
import io.pitchside.benchmarks.report.RunResult;
import io.pitchside.benchmarks.report.RunResult.Cost;
import io.pitchside.benchmarks.report.RunResult.Counts;
import io.pitchside.benchmarks.report.RunResult.Pace;
import io.pitchside.benchmarks.report.RunResult.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Turns what a trial left behind into the figures of its run. Pure. */
final class Figures {
    /** A sender that ends later than this behind its schedule has not kept it. */
    private static final long LATE_END_NS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long DRAIN_MS_MAX = 2_000;

    private final ProcessCpu cpu;

    Figures(ProcessCpu cpu) {
        this.cpu = cpu;
    }

    RunResult openLoop(String name, String route, Trial.Outcome outcome) {
        Accounting accounting = outcome.accounting();
        Schedule schedule = accounting.schedule();
        Counts counts = counts(outcome);
        long endNs = accounting.startNs() + schedule.durationNs();
        long overNs = Math.max(0, accounting.lastReceivedNs() - endNs);
        long drainMs = TimeUnit.NANOSECONDS.toMillis(overNs);
        boolean sustained = counts.lost() == 0
                && counts.acked() == counts.sent()
                && outcome.sentNs() - endNs < LATE_END_NS_MAX
                && drainMs < DRAIN_MS_MAX;
        Pace pace = new Pace(
                tenths(received(outcome) / seconds(outcome)),
                sustained,
                drainMs,
                Latency.ms(accounting.lateSendUs(), 100),
                Latency.ms(accounting.lateSendUs(), 99));
        List<Double> bySecond = Arrays.stream(accounting.latencyUsBySecond())
                .map(second -> Latency.ms(second, 99))
                .toList();
        return new RunResult(
                workload(name, route, schedule, schedule.rate()),
                Latency.of(accounting.latencyUs()),
                counts,
                pace,
                cost(outcome),
                bySecond);
    }

    RunResult closedLoop(String name, String route, Trial.Outcome outcome) {
        Schedule schedule = outcome.accounting().schedule();
        Counts counts = counts(outcome);
        Pace pace = new Pace(tenths(received(outcome) / seconds(outcome)), counts.lost() == 0, 0, 0, 0);
        return new RunResult(workload(name, route, schedule, 0), null, counts, pace, cost(outcome), null);
    }

    /** Readings that came out in the measured window; at least 1, since costs are divided by it. */
    private static double received(Trial.Outcome outcome) {
        return Math.max(1, outcome.end().unique() - outcome.begin().unique());
    }

    private static double seconds(Trial.Outcome outcome) {
        return (outcome.end().nowNs() - outcome.begin().nowNs()) / 1e9;
    }

    private static Workload workload(String name, String route, Schedule schedule, int rate) {
        return new Workload(
                name,
                route,
                schedule.framed() ? "frame" : "reading",
                rate,
                schedule.matches(),
                schedule.measuredSeconds(),
                (int) TimeUnit.NANOSECONDS.toSeconds(schedule.warmNs()));
    }

    private static Counts counts(Trial.Outcome outcome) {
        Accounting accounting = outcome.accounting();
        return new Counts(
                accounting.sent(),
                accounting.acknowledged(),
                accounting.unique(),
                accounting.duplicates(),
                accounting.lost(),
                accounting.unexpected(),
                accounting.wrongTime(),
                outcome.cuts());
    }

    private Cost cost(Trial.Outcome outcome) {
        double readings = received(outcome);
        ProcessCpu.Sample begin = outcome.begin().platform();
        ProcessCpu.Sample end = outcome.end().platform();
        Map<String, Double> hops = new TreeMap<>();
        for (Map.Entry<Hop, Long> hop : cpu.byHop(begin, end).entrySet()) {
            hops.put(hop.getKey().code(), hundredths(hop.getValue() / readings));
        }
        long driverNs = outcome.end().driverCpuNs() - outcome.begin().driverCpuNs();
        return new Cost(
                hundredths((end.totalUs() - begin.totalUs()) / readings),
                hops,
                hundredths(driverNs / 1e3 / readings),
                outcome.end().machine().busyPercentSince(outcome.begin().machine()),
                end.rssMb(),
                end.rssMbMax());
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
