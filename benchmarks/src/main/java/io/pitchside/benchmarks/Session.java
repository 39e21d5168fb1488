package io.pitchside.benchmarks;

import io.pitchside.benchmarks.load.Accounting;
import io.pitchside.benchmarks.load.EchoServer;
import io.pitchside.benchmarks.load.KafkaLimit;
import io.pitchside.benchmarks.load.LiveRoute;
import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.load.Tags;
import io.pitchside.benchmarks.platform.Audit;
import io.pitchside.benchmarks.platform.Launch;
import io.pitchside.benchmarks.platform.LaunchException;
import io.pitchside.benchmarks.platform.PlatformApi;
import io.pitchside.benchmarks.platform.PlatformProcess;
import io.pitchside.benchmarks.platform.ProcessCpu;
import io.pitchside.benchmarks.report.Latency;
import io.pitchside.benchmarks.report.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One platform under load, from start to audit: runs our route and the limit's, one after the other, and counts what
 * went in. Each run plays matches of its own. Not thread-safe; close it.
 */
final class Session implements AutoCloseable {
    static final String OURS = "pitchside";
    static final String LIMIT = "limit";

    /** Readings on their way at once in a closed loop: enough that no part of either route ever waits for work. */
    private static final long WINDOW_READINGS = 50_000;

    private static final String STADIUM = "bench";
    private static final int AUDIT_S_MAX = 180;
    /** How many partitions the platform's tracking topics have unless it is told otherwise. */
    private static final String PARTITIONS = "2";

    private final PlatformProcess platform;
    private final PlatformApi api;
    private final Trial trial;
    private final Figures figures;
    private final int partitions;
    private final PrintStream progress;
    /** Of every run through the front door, broken ones too: the audit counts them all. */
    private final List<Accounting> accounts = new ArrayList<>();

    private Session(PlatformProcess platform, PlatformApi api, int partitions, Clock clock, PrintStream progress) {
        this.platform = platform;
        this.api = api;
        this.partitions = partitions;
        this.progress = progress;
        ProcessCpu cpu = ProcessCpu.of(platform.pid());
        trial = new Trial(cpu, clock);
        figures = new Figures(cpu);
    }

    /** Starts the platform; it stops when the session is closed. */
    static Session start(Options options, Clock clock, PrintStream progress) throws LaunchException, IOException {
        progress.println("starting the platform");
        Launch launch = options.launch();
        // The limit uses as many partitions as the platform does.
        int partitions = Integer.parseInt(launch.setting("tracking.partitions").orElse(PARTITIONS));
        PlatformProcess platform = PlatformProcess.start(launch, options.keep());
        try {
            progress.printf(
                    Locale.ROOT,
                    "ready in %.1f s (pid %d, %s)%n",
                    platform.readyS(),
                    platform.pid(),
                    platform.folder());
            return new Session(platform, platform.api(), partitions, clock, progress);
        } catch (IOException e) {
            platform.close();
            throw e;
        }
    }

    /**
     * Runs the driver against an echo until its own code is compiled; comes before the platform's start.
     *
     * @return the latency that the driver has by itself
     */
    static Latency warmUpDriver(int matches, int seconds, Clock clock, PrintStream progress)
            throws IOException, InterruptedException {
        progress.printf("warming the driver up, 2 x %d s against an echo%n", seconds);
        ProcessCpu own = ProcessCpu.of(ProcessHandle.current().pid());
        try (EchoServer echo = EchoServer.start()) {
            Trial trial = new Trial(own, clock);
            List<String> ids = ids("echo", matches);
            trial.openLoop(
                    Schedule.of(matches, 20, false, 0, seconds),
                    accounting -> LiveRoute.open(echo.endpoints(), STADIUM, ids, accounting));
            Trial.Outcome framed = trial.openLoop(
                    Schedule.of(matches, 20, true, 0, seconds),
                    accounting -> LiveRoute.open(echo.endpoints(), STADIUM, ids, accounting));
            Accounting account = framed.accounting();
            if (account.lost() > 0 || account.duplicates() > 0) {
                throw new IOException("the driver lost " + account.lost() + " readings and doubled "
                        + account.duplicates() + " against its own echo: its figures would be worth nothing");
            }
            return Latency.of(account.latencyUs());
        }
    }

    /** Sends by the clock through the platform. The matches are called after the run, whose name is its own. */
    RunResult ours(String name, Schedule schedule) throws IOException, InterruptedException {
        List<String> ids = newMatches(name, schedule);
        return done(figures.openLoop(name, OURS, trial.openLoop(schedule, accounting -> live(ids, accounting))));
    }

    /** Sends by the clock through the limit. */
    RunResult limit(String name, Schedule schedule) throws IOException, InterruptedException {
        List<String> ids = ids(name, schedule.matches());
        return done(figures.openLoop(name, LIMIT, trial.openLoop(schedule, accounting -> limit(ids, accounting))));
    }

    /** Sends through the platform as fast as it answers. */
    RunResult oursSaturated(String name, Schedule schedule) throws IOException, InterruptedException {
        List<String> ids = newMatches(name, schedule);
        return done(figures.closedLoop(
                name, OURS, trial.closedLoop(schedule, WINDOW_READINGS, accounting -> live(ids, accounting))));
    }

    /** Sends through the limit as fast as it answers. */
    RunResult limitSaturated(String name, Schedule schedule) throws IOException, InterruptedException {
        List<String> ids = ids(name, schedule.matches());
        return done(figures.closedLoop(
                name, LIMIT, trial.closedLoop(schedule, WINDOW_READINGS, accounting -> limit(ids, accounting))));
    }

    private LiveRoute live(List<String> ids, Accounting accounting) throws IOException {
        accounts.add(accounting);
        return LiveRoute.open(api.endpoints(), STADIUM, ids, accounting);
    }

    private KafkaLimit limit(List<String> ids, Accounting accounting) throws IOException {
        return KafkaLimit.open(api.kafka(), ids, partitions, accounting);
    }

    private List<String> newMatches(String name, Schedule schedule) throws IOException, InterruptedException {
        List<String> ids = ids(name, schedule.matches());
        for (String id : ids) {
            api.put(Tags.setup(STADIUM, id));
        }
        return ids;
    }

    private static List<String> ids(String prefix, int matches) {
        return IntStream.rangeClosed(1, matches)
                .mapToObj(match -> prefix + "-m" + match)
                .toList();
    }

    private RunResult done(RunResult run) {
        Latency latency = run.latencyMs();
        progress.printf(
                Locale.ROOT,
                "%-16s %8.0f readings/s%s, lost %d, duplicates %d, %.1f CPU-us each%n",
                run.workload().name(),
                run.pace().eventsPerS(),
                latency == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", p50 %.1f p99 %.1f max %.1f ms",
                                latency.p50(),
                                latency.p99(),
                                latency.max()),
                run.counts().lost(),
                run.counts().duplicates(),
                run.cost().cpuUsPerEvent());
        return run;
    }

    /** Readings that went through the front door so far. */
    long sent() {
        return accounts.stream().mapToLong(Accounting::sent).sum();
    }

    double readyS() {
        return platform.readyS();
    }

    /** Those of them that the platform acknowledged. */
    long acknowledged() {
        return accounts.stream().mapToLong(Accounting::acknowledged).sum();
    }

    /** What the platform's ledger says about all of them. */
    Audit audit() throws IOException, InterruptedException {
        progress.println("asking for the audit");
        return api.audit(AUDIT_S_MAX);
    }

    @Override
    public void close() {
        progress.println("stopping the platform");
        platform.close();
    }
}
