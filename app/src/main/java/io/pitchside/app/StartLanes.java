package io.pitchside.app;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Parts that start side by side, with one deadline for all of them. Used by the one thread that starts the platform. */
final class StartLanes implements AutoCloseable {
    private static final int LANES = 3;
    /** How long a part that nobody waits for any more may still need to come up, or to give up. */
    private static final Duration FINISH_MAX = Duration.ofSeconds(20);

    private final Duration timeout;
    private final long deadline;
    private final ExecutorService servers = Executors.newFixedThreadPool(LANES, StartLanes::thread);
    private final ExecutorService steps = Executors.newFixedThreadPool(LANES, StartLanes::thread);

    StartLanes(Duration timeout) {
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Something that is being started; its name is part of the message if it does not come up. */
    record Lane<T>(String name, Future<T> future) {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "start");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a server. It is never interrupted: one that is stopped halfway leaves more behind than one that is up. */
    <T> Lane<T> server(String name, Callable<T> work) {
        return new Lane<>(name, servers.submit(work));
    }

    /** Starts something that mostly waits; interrupted when the start is given up. */
    <T> Lane<T> step(String name, Callable<T> work) {
        return new Lane<>(name, steps.submit(work));
    }

    /**
     * Waits for a lane.
     *
     * @throws StartException with a line that names what did not start, and why
     */
    <T> T await(Lane<T> lane) throws StartException, InterruptedException {
        try {
            return lane.future().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(lane.name(), requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new StartException(
                    lane.name() + " was not ready within " + timeout.toSeconds()
                            + " s (start.timeout); the log says more, --set start.timeout=5m gives it longer",
                    e);
        }
    }

    /** The line that a person reads when a part did not start. */
    static StartException failed(String name, Throwable problem) {
        if (problem instanceof StartException known) {
            return known;
        }
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        return new StartException(
                name + " did not start: " + message.lines().findFirst().orElse(""), problem);
    }

    /** What is left of the time for the whole start. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Waits until what still starts is up or has given up. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        servers.shutdown();
        steps.shutdownNow();
        long deadline = System.nanoTime() + FINISH_MAX.toNanos();
        for (ExecutorService lane : List.of(servers, steps)) {
            try {
                boolean unused = lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
