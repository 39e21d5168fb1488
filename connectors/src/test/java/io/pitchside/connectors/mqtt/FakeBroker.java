package io.pitchside.connectors.mqtt;

import io.pitchside.connectors.mqtt.RawClient.Packet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A broker as far as a subscriber sees it, driven by the test: it answers and sends what the test says. */
final class FakeBroker implements AutoCloseable {
    private final ServerSocket server;
    private final int version;

    FakeBroker(int version) throws IOException {
        this(version, 0);
    }

    FakeBroker(int version, int port) throws IOException {
        this.server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        this.server.setSoTimeout(20_000);
        this.version = version;
    }

    String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** How long {@link #accept} waits, milliseconds. */
    void timeout(int timeoutMs) throws IOException {
        server.setSoTimeout(timeoutMs);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next subscriber, its CONNECT read and answered; packets of it are read, and sent to it, by the test. */
    Connected accept(boolean sessionPresent) throws IOException {
        RawClient client = new RawClient(server.accept(), version);
        Packet connect = client.read();
        RawClient.Bytes answer =
                new RawClient.Bytes().number(sessionPresent ? 1 : 0, 1).number(0, 1);
        client.send(RawClient.packet(RawClient.CONNACK, (version == 5 ? answer.number(0, 1) : answer).toByteArray()));
        return new Connected(client, connect);
    }

    /** A subscriber and the CONNECT it came with. */
    record Connected(RawClient client, Packet connect) implements AutoCloseable {
        /** Reads a SUBSCRIBE and grants, or refuses, all of it. */
        String grant(int code) throws IOException {
            Packet subscribe = client.read();
            RawClient.Bytes answer = new RawClient.Bytes().number(subscribe.packetId(), 2);
            if (client.version == 5) {
                answer.number(0, 1);
            }
            client.send(RawClient.packet(
                    RawClient.SUBACK, answer.number(code, 1).number(code, 1).toByteArray()));
            return subscribe.text();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
