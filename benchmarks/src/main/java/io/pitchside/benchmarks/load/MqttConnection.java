package io.pitchside.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One gateway's MQTT 3.1.1 connection that publishes with QoS 1 and nothing else, from fixed buffers.
 *
 * <p>The sending thread calls {@link #begin}, {@link #end} and {@link #flush}; the receiving thread {@link #readable}.
 * The platform acknowledges in order, so the packet id of every PUBACK is known beforehand and checked.
 */
final class MqttConnection implements Receiver.Source {
    /** Packet ids are 16 bits wide, and an id in flight must not be used again. */
    static final int MESSAGES_IN_FLIGHT_MAX = 60_000;

    private static final int BUFFER_BYTES = 512 * 1024;
    private static final int FIXED_HEADER_BYTES_MAX = 5;
    private static final int TIMEOUT_MS = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int KEEP_ALIVE_S = 600;
    private static final int PACKET_IDS = 65_535;
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    private static final int PUBLISH_QOS1 = 0x32;

    private final SocketChannel channel;
    private final String clientId;
    private final int readingsPerMessage;
    private final Accounting accounting;
    private final ByteSink out = new ByteSink(BUFFER_BYTES);
    private final ByteBuffer outView = ByteBuffer.wrap(out.array());
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private int bodyStart;

    private MqttConnection(SocketChannel channel, String clientId, Accounting accounting) {
        this.channel = channel;
        this.clientId = clientId;
        this.accounting = accounting;
        readingsPerMessage = accounting.schedule().readingsPerMessage();
    }

    /**
     * Connects without credentials, which the platform allows on the loopback interface.
     *
     * @throws IOException if nobody listens there, or the CONNECT is refused; the message has the return code
     */
    static MqttConnection open(InetSocketAddress address, String clientId, Accounting accounting) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, TIMEOUT_MS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().setSoTimeout(TIMEOUT_MS);
            MqttConnection connection = new MqttConnection(channel, clientId, accounting);
            connection.connect();
            channel.configureBlocking(false);
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void connect() throws IOException {
        byte[] id = clientId.getBytes(UTF_8);
        ByteSink connect = new ByteSink(14 + id.length);
        connect.put(0x10);
        connect.put(12 + id.length);
        connect.put(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, (byte) (KEEP_ALIVE_S >> 8), (byte) KEEP_ALIVE_S});
        connect.put(id.length >> 8);
        connect.put(id.length);
        connect.put(id);
        channel.write(ByteBuffer.wrap(connect.array(), 0, connect.size()));
        InputStream answer = channel.socket().getInputStream();
        byte[] connack = answer.readNBytes(4);
        if (connack.length < 4) {
            throw new EOFException("MQTT " + channel.getRemoteAddress() + " closed the connection after CONNECT");
        }
        if (connack[0] != CONNACK || connack[3] != 0) {
            throw new IOException("MQTT " + channel.getRemoteAddress() + " refused CONNECT with code " + connack[3]);
        }
    }

    /** Whether one more message of that many bytes may be begun now. */
    boolean hasRoom(int bytes) {
        return out.free() >= bytes + FIXED_HEADER_BYTES_MAX
                && published.getPlain() - answered.getAcquire() < MESSAGES_IN_FLIGHT_MAX;
    }

    /** Begins a PUBLISH; the payload is then appended to the returned bytes. */
    ByteSink begin(byte[] topic) {
        bodyStart = out.size() + FIXED_HEADER_BYTES_MAX;
        out.truncate(bodyStart);
        out.put(topic.length >> 8);
        out.put(topic.length);
        out.put(topic);
        int packetId = packetId(published.getPlain());
        out.put(packetId >> 8);
        out.put(packetId);
        return out;
    }

    /** Ends the PUBLISH: now that its length is known, writes the shortest fixed header in front of it. */
    void end() {
        int length = out.size() - bodyStart;
        int lengthBytes = length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
        int unused = FIXED_HEADER_BYTES_MAX - 1 - lengthBytes;
        byte[] bytes = out.array();
        int start = bodyStart - FIXED_HEADER_BYTES_MAX;
        System.arraycopy(bytes, bodyStart, bytes, bodyStart - unused, length);
        bytes[start] = PUBLISH_QOS1;
        int rest = length;
        for (int i = 1; i <= lengthBytes; i++) {
            bytes[start + i] = (byte) (i < lengthBytes ? (rest & 0x7f) | 0x80 : rest);
            rest >>= 7;
        }
        out.truncate(out.size() - unused);
        published.setRelease(published.getPlain() + 1);
    }

    /** @return whether everything is with the operating system now */
    boolean flush() throws IOException {
        if (out.size() == 0) {
            return true;
        }
        outView.limit(out.size()).position(0);
        channel.write(outView);
        out.drop(outView.position());
        return out.size() == 0;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void readable() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the platform closed the MQTT connection " + clientId + " with "
                    + (published.getAcquire() - answered.getPlain()) + " messages not acknowledged");
        }
        in.flip();
        long acks = answered.getPlain();
        long before = acks;
        while (in.remaining() >= 4) {
            int type = in.get() & 0xff;
            int length = in.get() & 0xff;
            int packetId = in.getShort() & 0xffff;
            if (type != PUBACK || length != 2 || packetId != packetId(acks)) {
                throw new ProtocolException("MQTT connection " + clientId + ": expected PUBACK of packet "
                        + packetId(acks) + ", got type 0x" + Integer.toHexString(type) + " of packet " + packetId);
            }
            acks++;
        }
        in.compact();
        answered.setRelease(acks);
        accounting.acknowledged((acks - before) * readingsPerMessage);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int packetId(long message) {
        return (int) (message % PACKET_IDS) + 1;
    }
}
