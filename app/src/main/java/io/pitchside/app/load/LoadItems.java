package io.pitchside.app.load;

import org.jspecify.annotations.Nullable;

/** The items of a file, one after the other, without keeping them. Not thread-safe. */
public interface LoadItems extends AutoCloseable {
    /**
     * The next item; null at the end of the file.
     *
     * @throws LoadException if the file cannot be read any further
     */
    @Nullable
    LoadItem next() throws LoadException;

    @Override
    void close();
}
