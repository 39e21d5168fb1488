package io.pitchside.benchmarks.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One way from sender to receiver, opened for one run: the platform's, or a peer's. Closing it ends
 * its threads and closes every connection.
 */
public interface Route extends AutoCloseable {
    /** Opens the route for one run. */
    interface Factory {
        /** @throws IOException if the route can't be opened; nothing stays open then */
        Route open(Accounting accounting) throws IOException;
    }

    /** What sends on this route; run it in one thread. */
    Pacer pacer();

    /** Why the route is broken; {@code null} while it works. */
    @Nullable
    Exception failure();

    /** How often a receiver was cut off and resumed. */
    long cuts();

    @Override
    void close() throws IOException;
}
