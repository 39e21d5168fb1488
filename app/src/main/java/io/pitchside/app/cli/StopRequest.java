package io.pitchside.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody's wish that the platform stop. While it starts, the wish interrupts the thread that starts it; once it is
 * started, that thread waits for the wish and is not interrupted any more. Thread-safe.
 *
 * <pre>
 *   starting ──request()──▶ requested (starter interrupted)
 *      │ started()
 *      ▼
 *   running ───request()──▶ requested
 * </pre>
 */
final class StopRequest {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread starter;
    private boolean starting = true;

    /** @param starter the thread that starts the platform */
    StopRequest(Thread starter) {
        this.starter = starter;
    }

    /** Wishes for the stop; a second wish changes nothing. */
    synchronized void request() {
        boolean first = requested.getCount() > 0;
        requested.countDown();
        if (first && starting) {
            starter.interrupt();
        }
    }

    /** The start is over, well or badly. Called by the starter, which is not interrupted from here on. */
    synchronized void started() {
        starting = false;
        // The wish may have come in the very last moment of the start; what follows must be able to wait.
        if (requested()) {
            Thread.interrupted();
        }
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    void await() throws InterruptedException {
        requested.await();
    }

    /** Waits for the wish, but not longer than that. */
    void await(Duration atMost) throws InterruptedException {
        requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
