package io.pitchside.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as text for a terminal. */
public final class Table {
    private Table() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "%s on %s", report.benchmark(), report.machine());
        line(text, "ready in %.1f s; warm-up: %s", report.readyS(), report.warmUp());
        line(text, "");
        runs(text, report.runs());
        if (!report.saturation().isEmpty()) {
            line(text, "");
            line(text, "as fast as answered:");
            runs(text, report.saturation());
        }
        line(text, "");
        line(text, "CPU-us per reading by hop:");
        report.runs().forEach(run -> hops(text, run));
        line(text, "");
        ratios(text, "events/s, ours / theirs", report.ratios());
        ratios(text, "p99, ours / theirs", report.latencyRatios());
        ratios(text, "CPU, ours / theirs", report.cpuRatios());
        Latency alone = report.driverAlone();
        line(text, "driver alone (echo): p50 %.1f p99 %.1f max %.1f ms", alone.p50(), alone.p99(), alone.max());
        report.notes().forEach(note -> line(text, "%s", note));
        line(
                text,
                "audit: %s; sent %d, acknowledged %d, received %d, unique %d, stored %d: %s",
                report.audit().balanced() ? "balanced" : "NOT BALANCED",
                report.sent(),
                report.acknowledged(),
                report.audit().received(),
                report.audit().unique(),
                report.audit().stored(),
                report.auditAgrees() ? "agrees" : "DOES NOT AGREE");
        return text.toString();
    }

    private static void runs(StringBuilder text, List<RunResult> runs) {
        text.append(String.format(
                Locale.ROOT,
                "%-18s %8s %9s %5s %4s %8s %8s %8s %8s %9s %8s %6s %7s%n",
                "run",
                "rate/s",
                "sent",
                "lost",
                "dup",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "events/s",
                "drain ms",
                "RSS MB",
                "CPU us"));
        for (RunResult run : runs) {
            RunResult.Counts counts = run.counts();
            Latency latency = run.latencyMs();
            text.append(String.format(
                    Locale.ROOT,
                    "%-18s %8d %9d %5d %4d %8s %8s %8s %8s %9.0f %8d %6d %7.1f%s%n",
                    run.workload().name(),
                    run.workload().rate(),
                    counts.sent(),
                    counts.lost(),
                    counts.duplicates(),
                    latency == null ? "-" : latency.p50(),
                    latency == null ? "-" : latency.p99(),
                    latency == null ? "-" : latency.p999(),
                    latency == null ? "-" : latency.max(),
                    run.pace().eventsPerS(),
                    run.pace().drainMs(),
                    run.cost().rssMb(),
                    run.cost().cpuUsPerEvent(),
                    run.pace().sustained() ? "" : "  not sustained"));
        }
    }

    private static void hops(StringBuilder text, RunResult run) {
        String hops = run.cost().cpuUsByHop().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(hop -> String.format(Locale.ROOT, "%s %.1f", hop.getKey(), hop.getValue()))
                .collect(Collectors.joining(", "));
        line(
                text,
                "  %-18s %s; driver %.1f; machine %d %% busy; driver late at most %.1f ms",
                run.workload().name(),
                hops,
                run.cost().driverCpuUsPerEvent(),
                run.cost().machineBusyPercent(),
                run.pace().lateSendMs());
    }

    private static void ratios(StringBuilder text, String what, Map<String, Ratio> ratios) {
        ratios.forEach((name, ratio) -> line(
                text, "%s: %s min %.3f median %.3f max %.3f", what, name, ratio.min(), ratio.median(), ratio.max()));
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
