package io.pitchside.web.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a stretch of a topic again, for a client whose events have left the ring. */
public interface PastRecords {
    /** Takes one record of the past; the buffers are only valid during the call. */
    @FunctionalInterface
    interface Visitor {
        void visit(@Nullable ByteBuffer key, @Nullable ByteBuffer value, ReadingMarks marks);
    }

    /**
     * Visits the records with {@code from <= offset < to}, in order. Blocks.
     *
     * @throws IOException where they cannot all be read within {@link LiveSettings#SEEK_MS_MAX}
     */
    void read(String topic, int partition, long from, long to, Visitor visitor) throws IOException;

    /** A past that cannot be read: every client whose events have left the ring starts anew. */
    static PastRecords none() {
        return (topic, partition, from, to, visitor) -> {
            throw new IOException(topic + " cannot be read again here");
        };
    }
}
