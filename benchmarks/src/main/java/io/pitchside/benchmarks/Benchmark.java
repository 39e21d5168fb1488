package io.pitchside.benchmarks;

import io.pitchside.benchmarks.platform.Audit;
import io.pitchside.benchmarks.platform.LaunchException;
import io.pitchside.benchmarks.report.Latency;
import io.pitchside.benchmarks.report.Machine;
import io.pitchside.benchmarks.report.Ratio;
import io.pitchside.benchmarks.report.Report;
import io.pitchside.benchmarks.report.RunResult;
import io.pitchside.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What every benchmark does around its own runs: warms the driver up, starts the platform, asks for the audit, works
 * the ratios out, prints and writes the report. Used once.
 */
final class Benchmark {
    /** The runs of one benchmark, in the order in which they are measured. */
    interface Runs {
        void measure(Session session, Benchmark benchmark) throws IOException, InterruptedException;
    }

    private final String name;
    private final String warmUp;
    private final Options options;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream progress;
    private final List<RunResult> runs = new ArrayList<>();
    private final List<RunResult> saturation = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Pairs> pairs = new LinkedHashMap<>();

    /** Runs of ours and of a peer that were measured in turn. */
    private record Pairs(List<RunResult> ours, List<RunResult> theirs) {}

    Benchmark(String name, String warmUp, Options options, Clock clock, PrintStream out, PrintStream progress) {
        this.name = name;
        this.warmUp = warmUp;
        this.options = options;
        this.clock = clock;
        this.out = out;
        this.progress = progress;
    }

    /** Keeps a run for the report. */
    RunResult add(RunResult run) {
        (run.latencyMs() == null ? saturation : runs).add(run);
        return run;
    }

    /** Keeps both runs for the report, and their ratio under that name. */
    void addPair(String ratio, RunResult ours, RunResult theirs) {
        add(ours);
        if (!runs.contains(theirs) && !saturation.contains(theirs)) {
            add(theirs);
        }
        Pairs of = pairs.computeIfAbsent(ratio, key -> new Pairs(new ArrayList<>(), new ArrayList<>()));
        of.ours().add(ours);
        of.theirs().add(theirs);
    }

    /**
     * Measures and reports.
     *
     * @param driverMatches how many matches the driver warms up with
     * @return the exit code: 0, or 1 if it broke off
     */
    int run(int driverMatches, Runs measuring) throws IOException, InterruptedException, LaunchException {
        boolean whole = true;
        Latency alone = Session.warmUpDriver(driverMatches, options.quick() ? 1 : 5, clock, progress);
        Report report;
        try (Session session = Session.start(options, clock, progress)) {
            try {
                measuring.measure(session, this);
            } catch (IOException e) {
                // What was measured until then is worth having; that it broke off is a figure too.
                note("broke off: " + e.getMessage());
                whole = false;
            }
            report = report(session, alone);
        }
        out.print(Table.of(report));
        @Nullable Path json = options.json();
        if (json != null) {
            report.writeJson(json);
            progress.println("wrote " + json);
        }
        return whole ? 0 : 1;
    }

    private Audit audit(Session session) throws InterruptedException {
        try {
            return session.audit();
        } catch (IOException e) {
            note("the platform answered no audit: " + e.getMessage());
            return Audit.NONE;
        }
    }

    private Report report(Session session, Latency driverAlone) throws InterruptedException {
        Audit audit = audit(session);
        Map<String, Ratio> throughput = new LinkedHashMap<>();
        Map<String, Ratio> latency = new LinkedHashMap<>();
        Map<String, Ratio> cpu = new LinkedHashMap<>();
        pairs.forEach((ratio, of) -> {
            throughput.put(ratio, ratio(of, run -> run.pace().eventsPerS()));
            cpu.put(
                    ratio,
                    ratio(of, run -> run.cost().cpuUsPerEvent() + run.cost().driverCpuUsPerEvent()));
            if (of.ours().get(0).latencyMs() != null) {
                latency.put(ratio, ratio(of, Benchmark::p99));
            }
        });
        return new Report(
                name,
                clock.instant().toString(),
                options.arguments(),
                Machine.here(),
                warmUp,
                session.readyS(),
                runs,
                saturation,
                throughput,
                latency,
                cpu,
                driverAlone,
                notes,
                session.sent(),
                session.acknowledged(),
                audit,
                audit.agreesWith(session.sent(), session.acknowledged()));
    }

    private static double p99(RunResult run) {
        Latency latency = run.latencyMs();
        return latency == null ? Double.NaN : latency.p99();
    }

    private static Ratio ratio(Pairs pairs, ToDoubleFunction<RunResult> figure) {
        return Ratio.of(
                pairs.ours().stream().map(figure::applyAsDouble).toList(),
                pairs.theirs().stream().map(figure::applyAsDouble).toList());
    }

    /** Says on stderr and in the report what a reader of the figures must know. */
    void note(String note) {
        progress.println(note);
        notes.add(note);
    }
}
