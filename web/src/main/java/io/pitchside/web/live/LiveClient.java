package io.pitchside.web.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One page that watches one match. At most one write is under way; what comes meanwhile is appended and goes with the
 * next one, so a client that keeps up gets everything at once and one that does not gets it in larger pieces. A client
 * with more than {@link LiveSettings#PENDING_BYTES_MAX} waiting is cut; it comes back with {@code Last-Event-ID}.
 * No thread belongs to a client. Thread-safe.
 */
final class LiveClient extends IteratingCallback {
    private static final int BUFFER_BYTES = 16 * 1024;

    final LiveMatch match;
    final boolean medical;
    private final Content.Sink response;
    private final Callback done;
    private final Runnable abort;
    private final Consumer<LiveClient> gone;

    private EventBytes waiting = new EventBytes(BUFFER_BYTES);
    private EventBytes writing = new EventBytes(BUFFER_BYTES);
    private int waitingMax = LiveSettings.PENDING_BYTES_MAX;
    private boolean ending;
    private boolean ended;

    /**
     * @param done completed when the stream has ended, failed when the connection broke
     * @param abort breaks the connection even while a write is under way
     * @param gone told once when the client is no more
     */
    LiveClient(
            LiveMatch match,
            boolean medical,
            Content.Sink response,
            Callback done,
            Runnable abort,
            Consumer<LiveClient> gone) {
        this.match = match;
        this.medical = medical;
        this.response = response;
        this.done = done;
        this.abort = abort;
        this.gone = gone;
    }

    /** Appends to what waits; {@link #flush()} sends it. False when the client is too slow and has to be cut. */
    synchronized boolean append(byte[] bytes, int from, int to) {
        if (waiting.length() + to - from > waitingMax) {
            return false;
        }
        waiting.add(bytes, from, to);
        return true;
    }

    boolean append(byte[] bytes) {
        return append(bytes, 0, bytes.length);
    }

    /** Appends what a client missed while it was away; it may be more than may wait otherwise, until it has been sent. */
    synchronized void appendMissed(byte[] bytes) {
        waiting.add(bytes);
        waitingMax = Math.max(waitingMax, waiting.length() + LiveSettings.PENDING_BYTES_MAX);
    }

    /** Sends what waits, unless a write is under way, which sends it when it is done. Never called under the hub's lock. */
    void flush() {
        iterate();
    }

    /** Ends the stream after what waits has been sent. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        iterate();
    }

    /** Breaks the connection: the client is too slow. Never called under the hub's lock. */
    void cut() {
        abort.run();
        abort(new IOException("the client did not keep up"));
    }

    @Override
    protected Action process() {
        ByteBuffer next;
        boolean last;
        synchronized (this) {
            if (waiting.isEmpty()) {
                if (!ending || ended) {
                    return ended ? Action.SUCCEEDED : Action.IDLE;
                }
                ended = true;
            }
            writing.clear();
            writing.shrinkTo(4 * BUFFER_BYTES);
            EventBytes full = waiting;
            waiting = writing;
            writing = full;
            waitingMax = LiveSettings.PENDING_BYTES_MAX;
            last = ended;
            next = last ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(full.array(), 0, full.length());
        }
        response.write(last, next, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        gone.accept(this);
        done.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        gone.accept(this);
        done.failed(cause);
    }
}
