package io.pitchside.benchmarks.load;

import java.io.IOException;

/** Where a sender puts its messages. Used by one thread. */
interface Outlet {
    /** Whether the message can be taken now; if not, the platform holds its connection back. */
    boolean hasRoom(long message);

    /**
     * Takes a message whose readings carry this time stamp, epoch milliseconds; it may wait for {@link #flush}.
     *
     * @throws IOException if the connection is gone
     */
    void send(long message, long tsMs) throws IOException;

    /**
     * Hands everything taken so far to the operating system, as far as that takes it without waiting.
     *
     * @return whether nothing is left behind
     * @throws IOException if a connection is gone
     */
    boolean flush() throws IOException;
}
