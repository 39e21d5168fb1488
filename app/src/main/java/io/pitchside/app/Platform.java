package io.pitchside.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.Parts.Part;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Keys;
import io.pitchside.app.publish.PlatformClient;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.app.publish.SimulatedMatch;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import io.pitchside.web.ProblemException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole platform in this process: everything that has no address in the configuration, the pipeline on it, the
 * pages. Started once, closed once; the other methods may be called from any thread in between.
 *
 * <pre>
 *   start ─▶ ready ─▶ (startDemo ⇄ stopDemo)* ─▶ close
 * </pre>
 *
 * <p>Closing loses nothing: what the front door acknowledged is in Kafka, what the job knew is in its last checkpoint,
 * and what the sinks had not written yet they write at the next start.
 */
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
    /** How long a summary waits for what is on its way, if no audit was asked for before it. */
    private static final Duration SUMMARY_WAIT_MAX = Duration.ofSeconds(30);

    private static final Duration LAST_CHECKPOINT_MAX = Duration.ofSeconds(5);

    private final Parts parts;
    private final Running running;
    private final RunningView view;
    private final double readyS;
    private @Nullable ObjectNode lastAudit;
    private boolean demoPlays;
    private boolean closed;

    private Platform(Parts parts, PlatformStart.Result started) {
        this.parts = parts;
        this.running = started.running();
        this.view = started.view();
        long jvmStartedAtMs = ManagementFactory.getRuntimeMXBean().getStartTime();
        this.readyS = (System.currentTimeMillis() - jvmStartedAtMs) / 1000.0;
    }

    /**
     * Starts everything and returns when it is ready: warm, and with its run file written.
     *
     * @param progress is told in a line what happens
     * @throws StartException if it did not start; nothing of it is left running then. Also when the thread is
     *     interrupted meanwhile
     */
    public static Platform start(Configuration configuration, Consumer<String> progress) throws StartException {
        Parts parts = new Parts();
        StartLanes lanes = new StartLanes(configuration.get(Keys.START_TIMEOUT));
        boolean started = false;
        try {
            Platform platform = new Platform(parts, new PlatformStart(configuration, progress, parts, lanes).run());
            started = true;
            return platform;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("stopped before it was ready", e);
        } catch (IOException | RuntimeException e) {
            LOG.error("the platform did not start", e);
            throw StartLanes.failed("the platform", e);
        } finally {
            if (!started) {
                lanes.close();
                closeUninterrupted(parts);
            } else {
                lanes.close();
            }
        }
    }

    /** Parts wait while they close: an interrupt must not leave them half closed. */
    private static void closeUninterrupted(Parts parts) {
        boolean interrupted = Thread.interrupted();
        parts.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where everything of this platform is reached; what {@code DATA/run.json} says. */
    public RunFile run() {
        return running.run();
    }

    /**
     * Starts the simulated matches; does nothing when they play already.
     *
     * @throws IllegalStateException if the platform does not take them; the message is for the user
     */
    public synchronized void startDemo() {
        if (demoPlays) {
            return;
        }
        Configuration site = running.site();
        SimulatedMatch.Settings settings = SimulatedMatch.Settings.of(
                site.get(Keys.DEMO_SEED), site.get(Keys.DEMO_MATCHES), site.get(Keys.DEMO_RATE_HZ));
        try {
            parts.opened(Part.DEMO, SimulatedMatch.start(settings, PlatformClient.of(site.data()), Clock.systemUTC()));
            demoPlays = true;
        } catch (PlatformException e) {
            throw new IllegalStateException("the demo did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the demo started", e);
        }
    }

    /** Stops the simulated matches, once everything it sent is acknowledged; does nothing when none play. */
    public synchronized void stopDemo() {
        parts.close(Part.DEMO);
        demoPlays = false;
    }

    /**
     * Whether everything that came in is accounted for, as {@code pitchside audit --json} prints it.
     *
     * @param wait how long to wait for what is still on its way
     */
    public ObjectNode audit(Duration wait) {
        ObjectNode audit = view.audit(wait);
        synchronized (this) {
            lastAudit = audit;
        }
        return audit;
    }

    /**
     * Recomputes every match of the store and compares it with what is stored; the summary says whether all hold.
     *
     * @param progress is told in a line how each match came out
     * @return whether all hold; also where there is no match
     */
    public boolean verify(Consumer<String> progress) {
        List<String> matches;
        try {
            matches = view.matchReplays().matches();
        } catch (StoreUnavailableException | StoreAccessException e) {
            progress.accept("no match can be replayed: " + e.getMessage());
            return false;
        }
        boolean all = true;
        for (String match : matches) {
            try {
                boolean holds = view.replays().verify(match).path("parity").asBoolean(false);
                progress.accept("replay of " + match + ": " + (holds ? "parity" : "NO parity"));
                all &= holds;
            } catch (ProblemException e) {
                progress.accept("replay of " + match + ": " + e.detail());
                all = false;
            }
        }
        return all;
    }

    /**
     * What was counted and measured: {@code ready_s}, {@code rss_mb_max}, {@code ledger_balanced}, {@code parity},
     * {@code pipelines}. The counts are those of the last {@link #audit}, or of one made now.
     */
    public ObjectNode summary() {
        ObjectNode audit;
        synchronized (this) {
            audit = lastAudit;
        }
        if (audit == null) {
            audit = audit(SUMMARY_WAIT_MAX);
        }
        ObjectNode summary = audit.objectNode();
        summary.put("ready_s", Math.round(readyS * 1000) / 1000.0);
        summary.put("rss_mb_max", ProcessMemory.residentMbMax());
        summary.set("ledger_balanced", audit.path("balanced"));
        summary.put("parity", view.matchReplays().parity());
        summary.set("pipelines", audit.path("pipelines"));
        return summary;
    }

    /** Stops everything, doors first and stores last. Takes some seconds; a second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        view.stop();
        stopDemo();
        parts.close(Part.LIVE_TAIL);
        parts.close(Part.HUB);
        parts.close(Part.WEB);
        // Connect stops its tasks: the front door closes, and the sinks commit what they wrote.
        parts.close(Part.CONNECT);
        lastCheckpoint();
        closeUninterrupted(parts);
    }

    /** After this one the next start has nothing to do again but what came in while the job stopped. */
    private void lastCheckpoint() {
        try {
            running.job().checkpoint(LAST_CHECKPOINT_MAX);
            running.job().stop();
        } catch (IOException e) {
            LOG.warn("no last checkpoint; the next start goes on from the one before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
