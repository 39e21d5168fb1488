package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a live stream: keeps what is written. While it is {@link #stall() stalled} it takes nothing more, as a
 * client does whose line is full. Thread-safe.
 */
final class Watcher implements Content.Sink, Callback {
    private final StringBuilder text = new StringBuilder();
    private boolean stalled;
    private boolean ended;
    private int aborts;
    private @Nullable Throwable failure;
    private @Nullable Callback waiting;

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
        synchronized (this) {
            text.append(UTF_8.decode(bytes));
            if (stalled) {
                waiting = callback;
                return;
            }
        }
        callback.succeeded();
    }

    synchronized void stall() {
        stalled = true;
    }

    /** Breaks the connection, as closing a socket does: a write under way fails. */
    void abort() {
        Callback failed;
        synchronized (this) {
            aborts++;
            failed = waiting;
            waiting = null;
        }
        if (failed != null) {
            failed.failed(new ClosedChannelException());
        }
    }

    /** The line is free again. */
    void drain() {
        Callback callback;
        synchronized (this) {
            stalled = false;
            callback = waiting;
            waiting = null;
        }
        if (callback != null) {
            callback.succeeded();
        }
    }

    @Override
    public synchronized void succeeded() {
        ended = true;
    }

    @Override
    public synchronized void failed(Throwable cause) {
        failure = cause;
    }

    synchronized int aborts() {
        return aborts;
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized void forget() {
        text.setLength(0);
    }

    /** The data of all events of that name, in order. */
    synchronized List<String> data(String event) {
        List<String> found = new ArrayList<>();
        for (String block : text.toString().split("\n\n", -1)) {
            String[] lines = block.split("\n", -1);
            if (lines[0].equals("event: " + event)) {
                found.add(lines[1].substring("data: ".length()));
            }
        }
        return found;
    }

    /** The newest id, which a browser would send back. */
    synchronized String lastId() {
        int at = text.lastIndexOf("\nid: ");
        return text.substring(at + 5, text.indexOf("\n", at + 5));
    }

    synchronized String text() {
        return text.toString();
    }
}
