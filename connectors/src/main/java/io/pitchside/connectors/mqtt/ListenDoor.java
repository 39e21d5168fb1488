package io.pitchside.connectors.mqtt;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT endpoint: opens the port, and gives every connection what it shares with the others. It is no broker: it
 * keeps no sessions and sends no messages. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class ListenDoor implements Door {
    /** Clients that are between TCP and CONNECT beyond {@code connections.max}; more are cut off unheard. */
    static final int ARRIVING_MAX = 256;
    /** A CONNECT is small; a client that was not admitted yet gets no more memory than this. */
    static final int CONNECT_BYTES_MAX = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ListenDoor.class);
    private static final int BACKLOG = 1_024;
    private static final long DEVICES_CHECK_S = 5;
    private static final long CLOSE_WAIT_MS = 400;

    private final MqttSourceConfig config;
    private final RecordQueue queue;
    private final FrontDoorMetrics metrics;
    private final LongSupplier clockMicros;
    private final DeviceGate gate;
    private final Connections connections;
    private final Reception reception;
    private final @Nullable SslContext tls;
    private final EventLoopGroup loops;
    private final Map<EventLoop, MessageReader> readers = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Channel server;

    private ListenDoor(
            MqttSourceConfig config,
            RecordQueue queue,
            FrontDoorMetrics metrics,
            LongSupplier clockMicros,
            DeviceGate gate,
            @Nullable SslContext tls) {
        this.config = config;
        this.queue = queue;
        this.metrics = metrics;
        this.clockMicros = clockMicros;
        this.gate = gate;
        this.tls = tls;
        this.connections = new Connections(config.connectionsMax(), metrics);
        this.reception = new Reception(
                config.messageBytesMax(),
                config.inflightBytesMax(),
                gate,
                connections,
                queue,
                metrics,
                new Warnings(LOG));
        this.loops = new NioEventLoopGroup(config.listenThreads(), new DefaultThreadFactory("mqtt-listen", true));
    }

    /** @throws ConnectException if the devices, the certificate or the port cannot be had; the message says which */
    static ListenDoor open(
            MqttSourceConfig config, RecordQueue queue, FrontDoorMetrics metrics, LongSupplier clockMicros) {
        DeviceGate gate;
        try {
            gate = DeviceGate.open(config.devicesFile(), config.anonymousLoopback());
        } catch (IOException e) {
            throw new ConnectException(e.getMessage(), e);
        }
        ListenDoor door = new ListenDoor(config, queue, metrics, clockMicros, gate, tls(config));
        try {
            door.bind();
        } catch (RuntimeException e) {
            door.close();
            throw e;
        }
        return door;
    }

    private static @Nullable SslContext tls(MqttSourceConfig config) {
        Path certificate = config.tlsCertificate();
        Path key = config.tlsKey();
        if (certificate == null || key == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new ConnectException(
                    "cannot use the certificate " + certificate + " with the key " + key
                            + ": expected a PEM certificate chain and its unencrypted PKCS #8 PEM key",
                    e);
        }
    }

    private void bind() {
        queue.whenDrained(connections::resumeAll);
        InetSocketAddress address = new InetSocketAddress(config.listenHost(), config.listenPort());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        welcome(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new ConnectException(
                    "cannot listen for MQTT on " + address.getHostString() + ":" + address.getPort() + " ("
                            + bound.cause().getMessage() + "): set " + MqttSourceConfig.LISTEN_HOST + " and "
                            + MqttSourceConfig.LISTEN_PORT + " to an address of this machine and a free port",
                    bound.cause());
        }
        server = bound.channel();
        // A device that was taken out of the file, or changed, loses its connection and has to prove itself again.
        gate.whenChanged(() -> connections.recheck(gate));
        loops.next().scheduleWithFixedDelay(gate::reloadIfChanged, DEVICES_CHECK_S, DEVICES_CHECK_S, TimeUnit.SECONDS);
        if (tls == null && !address.getAddress().isLoopbackAddress()) {
            LOG.warn("MQTT passwords cross the network in clear text: set tls.certificate and tls.key");
        }
        LOG.info("listening for MQTT 3.1.1 and 5 on {}{}", address(), tls == null ? "" : " with TLS");
    }

    private void welcome(SocketChannel channel) {
        if (!connections.arrive(channel, ARRIVING_MAX)) {
            metrics.refusedConnections.increment();
            channel.close();
            return;
        }
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        MessageReader reader = readers.computeIfAbsent(
                channel.eventLoop(), loop -> new MessageReader(config, queue, metrics, clockMicros));
        channel.pipeline()
                .addLast(Handshake.DECODER, Handshake.decoder(CONNECT_BYTES_MAX))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new Handshake(reception, reader));
    }

    /** Where it listens; with the port it got if any free one was asked for. */
    InetSocketAddress address() {
        if (server == null) {
            throw new IllegalStateException("the front door is not open");
        }
        return (InetSocketAddress) server.localAddress();
    }

    Connections connections() {
        return connections;
    }

    @Override
    public @Nullable Throwable failure() {
        return server == null || server.isOpen() || closed.get()
                ? null
                : new IOException("the listening socket was closed");
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (server != null) {
            server.close().awaitUninterruptibly(CLOSE_WAIT_MS);
        }
        connections.closeAll();
        gate.close();
        loops.shutdownGracefully(0, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CLOSE_WAIT_MS);
    }
}
