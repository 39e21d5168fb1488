package io.pitchside.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread that reads all connections of a run: acknowledgements and live streams. One, because the platform being
 * measured runs on the same cores. {@link #failure()} may be asked by any thread.
 */
final class Receiver implements AutoCloseable {
    private static final long CLOSE_MS_MAX = TimeUnit.SECONDS.toMillis(5);

    /** Something that is read as soon as bytes are there. */
    interface Source extends Closeable {
        SelectableChannel channel();

        /**
         * Reads what is there, without waiting.
         *
         * @throws ProtocolException if the other side sent what it must not: that ends the run
         * @throws IOException if the connection broke
         */
        void readable() throws IOException;

        /**
         * The connection broke.
         *
         * @return whether it was opened again, on a new {@link #channel()}
         * @throws IOException if it could not be opened again
         */
        default boolean reopened() throws IOException {
            return false;
        }
    }

    private final Selector selector;
    private final Thread thread;
    private volatile @Nullable IOException failure;
    private volatile boolean closed;

    private Receiver(Selector selector) {
        this.selector = selector;
        thread = new Thread(this::run, "bench-receiver");
        thread.setDaemon(true);
    }

    static Receiver start(List<? extends Source> sources) throws IOException {
        Receiver receiver = new Receiver(Selector.open());
        for (Source source : sources) {
            receiver.register(source);
        }
        receiver.thread.start();
        return receiver;
    }

    private void register(Source source) throws IOException {
        source.channel().register(selector, SelectionKey.OP_READ, source);
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void read(SelectionKey key) {
        Source source = (Source) key.attachment();
        try {
            source.readable();
        } catch (ProtocolException e) {
            key.cancel();
            fail(e);
        } catch (IOException e) {
            key.cancel();
            reopen(source, e);
        }
    }

    private void reopen(Source source, IOException cause) {
        if (closed) {
            return;
        }
        try {
            if (source.reopened()) {
                register(source);
            } else {
                fail(cause);
            }
        } catch (IOException e) {
            e.addSuppressed(cause);
            fail(e);
        }
    }

    private void fail(IOException e) {
        if (failure == null && !closed) {
            failure = e;
        }
    }

    /** Why a connection is gone for good; {@code null} while all are well. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Ends the thread and waits for it; the sources stay open. */
    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_MS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}
