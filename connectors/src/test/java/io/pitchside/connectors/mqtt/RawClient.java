package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** An MQTT client made of bytes, for what a proper one would never send. Version 4 is MQTT 3.1.1. */
final class RawClient implements AutoCloseable {
    static final int CONNACK = 0x20;
    static final int PUBACK = 0x40;
    static final int SUBACK = 0x90;
    static final int UNSUBACK = 0xB0;
    static final int PINGRESP = 0xD0;
    static final int DISCONNECT = 0xE0;
    /** Not a packet: the server closed the connection. */
    static final int CLOSED = -1;

    final Socket socket;
    final int version;
    private final DataInputStream in;

    /** A packet as it came: its first byte and what follows the length. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(int type, byte[] body) {
        int at(int index) {
            return body[index] & 0xFF;
        }

        int packetId() {
            return at(0) << 8 | at(1);
        }

        String text() {
            return new String(body, UTF_8);
        }
    }

    RawClient(int port, int version) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), version);
    }

    RawClient(Socket socket, int version) throws IOException {
        this.socket = socket;
        this.version = version;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connected and admitted. */
    static RawClient admitted(int port, int version, String clientId) throws IOException {
        RawClient client = new RawClient(port, version);
        client.send(connect(version, clientId, 0x02, 60, new byte[0]));
        Packet answer = client.read();
        if (answer.type() != CONNACK || answer.at(1) != 0) {
            throw new IOException("not admitted: " + Arrays.toString(answer.body()));
        }
        return client;
    }

    /** A CONNECT; {@code rest} is what follows the client identifier: will, user name, password as the flags say. */
    static byte[] connect(int version, String clientId, int flags, int keepAliveS, byte[] rest) {
        Bytes body =
                new Bytes().text("MQTT").number(version, 1).number(flags, 1).number(keepAliveS, 2);
        if (version == 5) {
            body.number(0, 1);
        }
        return packet(0x10, body.text(clientId).bytes(rest).toByteArray());
    }

    static byte[] credentials(String name, String password) {
        return new Bytes().text(name).text(password).toByteArray();
    }

    byte[] publish(int packetId, String topic, String payload) {
        return publish(0x32, packetId, topic, new byte[0], payload.getBytes(UTF_8));
    }

    /** @param first the first byte: 0x30 QoS 0, 0x32 QoS 1, 0x34 QoS 2, plus 1 for retain */
    byte[] publish(int first, int packetId, String topic, byte[] properties, byte[] payload) {
        Bytes body = new Bytes().text(topic);
        if ((first & 0x06) != 0) {
            body.number(packetId, 2);
        }
        if (version == 5) {
            body.number(properties.length, 1).bytes(properties);
        }
        return packet(first, body.bytes(payload).toByteArray());
    }

    byte[] subscribe(int packetId, String... filters) {
        Bytes body = new Bytes().number(packetId, 2);
        if (version == 5) {
            body.number(0, 1);
        }
        for (String filter : filters) {
            body.text(filter).number(1, 1);
        }
        return packet(0x82, body.toByteArray());
    }

    static byte[] userProperty(String name, String value) {
        return new Bytes().number(0x26, 1).text(name).text(value).toByteArray();
    }

    static byte[] packet(int first, byte[] body) {
        Bytes packet = new Bytes().number(first, 1);
        int length = body.length;
        do {
            int low = length & 0x7F;
            length >>>= 7;
            packet.number(length > 0 ? low | 0x80 : low, 1);
        } while (length > 0);
        return packet.bytes(body).toByteArray();
    }

    void send(byte[]... packets) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            all.writeBytes(packet);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    /** The next packet; of type {@link #CLOSED} if the server closed. */
    Packet read() throws IOException {
        try {
            int type = in.readUnsignedByte();
            int length = 0;
            int shift = 0;
            int next;
            do {
                next = in.readUnsignedByte();
                length |= (next & 0x7F) << shift;
                shift += 7;
            } while (next >= 0x80);
            return new Packet(type, in.readNBytes(length));
        } catch (EOFException | SocketException e) {
            return new Packet(CLOSED, new byte[0]);
        }
    }

    boolean hasSomethingToRead() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Builds packets. */
    static final class Bytes extends ByteArrayOutputStream {
        Bytes text(String text) {
            byte[] utf8 = text.getBytes(UTF_8);
            return number(utf8.length, 2).bytes(utf8);
        }

        Bytes number(int number, int width) {
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                write(number >>> shift);
            }
            return this;
        }

        Bytes bytes(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }
    }
}
