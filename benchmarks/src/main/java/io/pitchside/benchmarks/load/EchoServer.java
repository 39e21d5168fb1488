package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.tracking.ReadingScanner;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * The emptiest platform: acknowledges each PUBLISH and sends its readings straight to the match's live streams. It warms
 * the driver up, so that the platform is not charged for the driver's own cold start, and shows what the driver itself
 * adds to every latency. Its threads end with {@link #close}.
 */
public final class EchoServer implements AutoCloseable {
    /** The only token that its live streams accept. */
    public static final String TOKEN = "echo";

    private static final int PUBLISH = 3;
    private static final int CONNECT = 1;
    private static final int PACKET_BYTES_MAX = 1 << 20;

    private final ServerSocket mqtt;
    private final ServerSocket http;
    private final IntUnaryOperator copies;
    private final AtomicInteger readings = new AtomicInteger();
    private final Map<String, List<OutputStream>> viewers = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private EchoServer(IntUnaryOperator copies) throws IOException {
        this.copies = copies;
        mqtt = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        http = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        daemon("echo-mqtt-accept", () -> accept(mqtt, this::publisher));
        daemon("echo-http-accept", () -> accept(http, this::viewer));
    }

    /** A server that sends each reading once. */
    public static EchoServer start() throws IOException {
        return new EchoServer(reading -> 1);
    }

    /** @param copies how often the n-th reading is sent on; 0 loses it */
    static EchoServer faulty(IntUnaryOperator copies) throws IOException {
        return new EchoServer(copies);
    }

    public LiveRoute.Endpoints endpoints() {
        return new LiveRoute.Endpoints(
                new InetSocketAddress(mqtt.getInetAddress(), mqtt.getLocalPort()),
                URI.create("http://127.0.0.1:" + http.getLocalPort()),
                TOKEN);
    }

    private interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    private void accept(ServerSocket server, Conversation conversation) {
        while (!closed) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                socket.setTcpNoDelay(true);
                daemon("echo-connection", () -> converse(socket, conversation));
            } catch (IOException e) {
                // The server socket was closed, which is how this thread ends.
                return;
            }
        }
    }

    private void converse(Socket socket, Conversation conversation) {
        try (socket) {
            conversation.hold(socket);
        } catch (IOException e) {
            // The client went away, which is how every conversation here ends.
            open.remove(socket);
        }
    }

    private void publisher(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        OutputStream out = socket.getOutputStream();
        ReadingScanner scanner = new ReadingScanner();
        byte[] packet = new byte[PACKET_BYTES_MAX];
        while (true) {
            int type = in.readUnsignedByte() >> 4;
            int length = remainingLength(in);
            in.readFully(packet, 0, length);
            if (type == CONNECT) {
                out.write(new byte[] {0x20, 2, 0, 0});
            } else if (type == PUBLISH) {
                int topicEnd = 2 + (packet[0] & 0xff) * 256 + (packet[1] & 0xff);
                String match = new String(packet, 2, topicEnd - 2, UTF_8).split("/", -1)[3];
                echo(match, packet, topicEnd + 2, length, scanner);
                out.write(new byte[] {0x40, 2, packet[topicEnd], packet[topicEnd + 1]});
            }
        }
    }

    private static int remainingLength(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
            if (part < 0x80) {
                break;
            }
        }
        if (length > PACKET_BYTES_MAX) {
            throw new IOException("packet of " + length + " bytes");
        }
        return length;
    }

    private void echo(String match, byte[] payload, int from, int to, ReadingScanner scanner) throws IOException {
        StringBuilder event = new StringBuilder("id: echo/0:1\nevent: positions\ndata: [");
        int empty = event.length();
        int start = from;
        for (int i = from; i < to; i++) {
            if (payload[i] == '{') {
                start = i;
            } else if (payload[i] == '}' && scanner.scan(payload, start, i + 1)) {
                int count = copies.applyAsInt(readings.getAndIncrement());
                for (int copy = 0; copy < count; copy++) {
                    event.append(event.length() == empty ? "[\"" : ",[\"")
                            .append(scanner.playerId())
                            .append("\",")
                            .append(scanner.ts())
                            .append(',')
                            .append(scanner.x())
                            .append(',')
                            .append(scanner.y())
                            .append(',')
                            .append(scanner.seq())
                            .append(']');
                }
            }
        }
        byte[] bytes = event.append("]\n\n").toString().getBytes(UTF_8);
        for (OutputStream viewer : viewersOf(match)) {
            show(viewer, bytes, viewersOf(match));
        }
    }

    private List<OutputStream> viewersOf(String match) {
        return viewers.computeIfAbsent(match, unseen -> new CopyOnWriteArrayList<>());
    }

    private static void show(OutputStream viewer, byte[] event, List<OutputStream> viewers) {
        synchronized (viewer) {
            try {
                viewer.write(event);
            } catch (IOException e) {
                // It went away between two events; the publisher must not suffer for it.
                viewers.remove(viewer);
            }
        }
    }

    private void viewer(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String path = in.readLine().split(" ", -1)[1];
        boolean authorized = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            authorized |= line.equals("Authorization: Bearer " + TOKEN);
        }
        OutputStream out = socket.getOutputStream();
        out.write((authorized ? "HTTP/1.0 200 OK\r\n\r\n: hello\n\n" : "HTTP/1.0 401 Unauthorized\r\n\r\n")
                .getBytes(UTF_8));
        if (authorized) {
            List<OutputStream> watching = viewersOf(path.split("/", -1)[4]);
            watching.add(out);
            awaitEnd(in);
            watching.remove(out);
        }
    }

    private static void awaitEnd(BufferedReader in) throws IOException {
        while (in.read() >= 0) {
            // A viewer has nothing to say; it only goes, sooner or later.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        mqtt.close();
        http.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
