package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One viewer: a client of {@code /api/v1/matches/{id}/live} that accounts for every position as it arrives. Speaks
 * HTTP/1.0, so that the stream comes as it is, without chunks. Cut off by the platform, it resumes behind the last
 * event. Opened by one thread, then used by the receiving thread alone.
 */
final class LiveStream implements Receiver.Source {
    /** A platform that cuts its clients more often than this is not serving them. */
    static final int REOPENED_MAX = 100;

    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int TIMEOUT_MS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final long OPEN_NS_MAX = TimeUnit.SECONDS.toNanos(15);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final byte[] POSITIONS = "positions".getBytes(US_ASCII);

    private final URI http;
    private final String token;
    private final String matchId;
    private final EventReader events;
    private final AtomicLong reopened = new AtomicLong();
    private SocketChannel channel;
    private long nowNs;
    /** Wraps the event reader's array as long as it has not grown. */
    private ByteBuffer view = ByteBuffer.allocate(0);

    private LiveStream(URI http, String token, int match, String matchId, Accounting accounting) throws IOException {
        this.http = http;
        this.token = token;
        this.matchId = matchId;
        PositionsReader positions =
                new PositionsReader((tag, ts, seq) -> accounting.received(match, tag, seq, ts, nowNs));
        events = new EventReader(
                (nameFrom, nameTo, dataFrom, dataTo) -> read(positions, nameFrom, nameTo, dataFrom, dataTo));
        channel = connect();
    }

    /**
     * Opens the stream; a match that the platform has not taken in yet is waited for.
     *
     * @param http the platform's address, {@code http://host:port}
     * @throws IOException if the platform answers anything but 200 in the end
     */
    static LiveStream open(URI http, String token, int match, String matchId, Accounting accounting)
            throws IOException {
        return new LiveStream(http, token, match, matchId, accounting);
    }

    private void read(PositionsReader positions, int nameFrom, int nameTo, int dataFrom, int dataTo)
            throws IOException {
        byte[] bytes = events.bytes();
        if (Arrays.equals(bytes, nameFrom, nameTo, POSITIONS, 0, POSITIONS.length)) {
            positions.read(bytes, dataFrom, dataTo);
        }
    }

    private SocketChannel connect() throws IOException {
        long endNs = System.nanoTime() + OPEN_NS_MAX;
        while (true) {
            SocketChannel attempt = SocketChannel.open();
            try {
                attempt.socket().connect(new InetSocketAddress(http.getHost(), http.getPort()), TIMEOUT_MS);
                attempt.socket().setSoTimeout(TIMEOUT_MS);
                int status = request(attempt);
                if (status == 200) {
                    attempt.configureBlocking(false);
                    return attempt;
                }
                if ((status != 404 && status != 503) || System.nanoTime() > endNs) {
                    throw new IOException("live stream of " + matchId + ": HTTP status " + status);
                }
                attempt.close();
                LockSupport.parkNanos(RETRY_NS);
            } catch (IOException e) {
                attempt.close();
                throw e;
            }
        }
    }

    private int request(SocketChannel to) throws IOException {
        String resume = events.lastId().isEmpty() ? "" : "Last-Event-ID: " + events.lastId() + "\r\n";
        String request = "GET /api/v1/matches/" + matchId + "/live HTTP/1.0\r\nHost: " + http.getHost() + ":"
                + http.getPort() + "\r\nAuthorization: Bearer " + token + "\r\nAccept: text/event-stream\r\n" + resume
                + "\r\n";
        to.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        String header = header(to);
        String[] statusLine = header.substring(0, header.indexOf('\r')).split(" ", 3);
        if (header.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding:")) {
            throw new IOException("live stream of " + matchId + ": chunked answer to HTTP/1.0");
        }
        return Integer.parseInt(statusLine[1]);
    }

    /** Byte by byte: not one byte of the body must be taken, and it happens once per stream. */
    private String header(SocketChannel from) throws IOException {
        StringBuilder header = new StringBuilder();
        InputStream in = from.socket().getInputStream();
        while (header.length() < HEADER_BYTES_MAX) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("live stream of " + matchId + ": closed before its header ended");
            }
            header.append((char) next);
            if (header.length() >= 4 && header.indexOf("\r\n\r\n", header.length() - 4) >= 0) {
                return header.toString();
            }
        }
        throw new IOException("live stream of " + matchId + ": header of more than " + HEADER_BYTES_MAX + " bytes");
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void readable() throws IOException {
        int from = events.writeFrom();
        if (view.array() != events.bytes()) {
            view = ByteBuffer.wrap(events.bytes());
        }
        view.limit(view.capacity()).position(from);
        int count = channel.read(view);
        nowNs = System.nanoTime();
        if (count < 0) {
            throw new EOFException("live stream of " + matchId + ": closed by the platform");
        }
        events.written(count);
    }

    @Override
    public boolean reopened() throws IOException {
        if (reopened.incrementAndGet() > REOPENED_MAX) {
            return false;
        }
        channel.close();
        events.restart();
        channel = connect();
        return true;
    }

    /** How often the platform cut this client off. */
    long cuts() {
        return reopened.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
