package io.pitchside.app;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a platform is open, and how to close it: users of a part before the part itself, in whatever order they were
 * opened. Thread-safe; once closed, it closes at once what is still handed to it.
 */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Map<Part, AutoCloseable> open = new EnumMap<>(Part.class);
    private boolean closed;

    /** The parts, in the order in which they are closed. */
    enum Part {
        DEMO,
        CONNECT,
        LIVE_TAIL,
        HUB,
        WEB,
        QUERIES,
        SETUP_LOG,
        ALERT_LOG,
        FLINK,
        LEDGER,
        ADMIN,
        TIME_SERIES,
        KAFKA,
        RUN_FILE,
        DATA_FOLDER
    }

    /**
     * Takes a part that was opened.
     *
     * @return the part
     * @throws IllegalStateException if everything was closed meanwhile; the part is closed then, too
     */
    <T extends AutoCloseable> T opened(Part part, T opened) {
        synchronized (this) {
            if (!closed) {
                open.put(part, opened);
                return opened;
            }
        }
        close(part, opened);
        throw new IllegalStateException("stopped while " + part + " started");
    }

    /** Closes one part now, if it is open. */
    void close(Part part) {
        AutoCloseable closing;
        synchronized (this) {
            closing = open.remove(part);
        }
        if (closing != null) {
            close(part, closing);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Part part : Part.values()) {
            close(part);
        }
    }

    /** A part that does not close must not keep the others open. */
    private static void close(Part part, AutoCloseable closing) {
        long start = System.nanoTime();
        try {
            closing.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while closing {}", part);
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly", part, e);
        }
        LOG.debug("{} closed in {} ms", part, (System.nanoTime() - start) / 1_000_000);
    }
}
