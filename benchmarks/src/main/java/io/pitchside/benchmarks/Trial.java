package io.pitchside.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.pitchside.benchmarks.load.Accounting;
import io.pitchside.benchmarks.load.Pacer;
import io.pitchside.benchmarks.load.Route;
import io.pitchside.benchmarks.load.Schedule;
import io.pitchside.benchmarks.platform.MachineCpu;
import io.pitchside.benchmarks.platform.ProcessCpu;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one schedule over one route and watches: opens the route, sends, looks at the platform's process where the
 * measured window begins and where it ends, waits until everything has come out, closes the route.
 */
final class Trial {
    /** Between opening the route and the first reading, for the threads to be there. */
    private static final long LEAD_MS = 300;

    private static final long DRAIN_NS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long SENDER_S_MAX = 90;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ProcessCpu cpu;
    private final Clock clock;

    Trial(ProcessCpu cpu, Clock clock) {
        this.cpu = cpu;
        this.clock = clock;
    }

    /** One look at everything that is counted, at one moment. */
    record Look(long nowNs, long unique, ProcessCpu.Sample platform, long driverCpuNs, MachineCpu machine) {}

    /**
     * What a trial left behind.
     *
     * @param begin where the measured window begins, and {@code end} where it ends
     * @param sentNs when the sender had sent everything, by {@link System#nanoTime}
     */
    record Outcome(Accounting accounting, Look begin, Look end, long sentNs, long cuts) {}

    private interface Sending {
        void run(Pacer pacer) throws IOException;
    }

    /** Sends by the clock. */
    Outcome openLoop(Schedule schedule, Route.Factory routes) throws IOException, InterruptedException {
        return run(Accounting.openLoop(schedule), routes, Pacer::openLoop);
    }

    /** Sends with at most that many readings on their way, as long as the schedule would take. */
    Outcome closedLoop(Schedule schedule, long windowReadings, Route.Factory routes)
            throws IOException, InterruptedException {
        return run(
                Accounting.closedLoop(schedule),
                routes,
                pacer -> pacer.closedLoop(windowReadings, schedule.durationNs()));
    }

    private Outcome run(Accounting accounting, Route.Factory routes, Sending sending)
            throws IOException, InterruptedException {
        Schedule schedule = accounting.schedule();
        try (Route route = routes.open(accounting)) {
            long startNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MS);
            accounting.start(startNs, clock.millis() + LEAD_MS);
            CompletableFuture<Long> sent = new CompletableFuture<>();
            Thread sender = sender(route.pacer(), sending, sent);
            try {
                await(startNs + schedule.warmNs(), route);
                Look begin = look(accounting);
                await(startNs + schedule.durationNs(), route);
                Look end = look(accounting);
                long sentNs = result(sent);
                drain(accounting, route);
                cpu.readNames();
                return new Outcome(accounting, begin, end, sentNs, route.cuts());
            } finally {
                sender.interrupt();
                sender.join();
            }
        }
    }

    private static Thread sender(Pacer pacer, Sending sending, CompletableFuture<Long> sent) {
        Thread sender = new Thread(
                () -> {
                    try {
                        sending.run(pacer);
                        sent.complete(System.nanoTime());
                    } catch (IOException | RuntimeException e) {
                        sent.completeExceptionally(e);
                    }
                },
                "bench-sender");
        sender.setDaemon(true);
        sender.start();
        return sender;
    }

    private Look look(Accounting accounting) {
        OperatingSystemMXBean driver = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Look(
                System.nanoTime(), accounting.unique(), cpu.sample(), driver.getProcessCpuTime(), MachineCpu.now());
    }

    private static void await(long untilNs, Route route) throws IOException, InterruptedException {
        for (long leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            check(route);
            TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, LOOK_NS));
        }
        check(route);
    }

    private static long result(CompletableFuture<Long> sent) throws IOException, InterruptedException {
        try {
            return sent.get(SENDER_S_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("sending broke: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the sender was still not done " + SENDER_S_MAX + " s after its schedule", e);
        }
    }

    private static void drain(Accounting accounting, Route route) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + DRAIN_NS_MAX;
        while ((accounting.unique() < accounting.sent() || accounting.acknowledged() < accounting.sent())
                && System.nanoTime() < endNs) {
            await(System.nanoTime() + LOOK_NS, route);
        }
        // What comes twice comes a little later: give it that time.
        await(System.nanoTime() + 10 * LOOK_NS, route);
    }

    private static void check(Route route) throws IOException {
        @Nullable Exception failure = route.failure();
        if (failure != null) {
            throw new IOException("receiving broke: " + failure.getMessage(), failure);
        }
    }
}
