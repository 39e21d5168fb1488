package io.pitchside.app.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A front door of the shape the platform has: no sessions, acknowledgements in order, and a switch for each mishap. */
public final class ListeningDoor implements AutoCloseable {
    /** A message as it came in. */
    public record Received(String topic, String payload, Map<String, String> properties) {}

    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final Channel server;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Channel> connections = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger acknowledgeable = new AtomicInteger(Integer.MAX_VALUE);
    private volatile MqttConnectReturnCode welcome = MqttConnectReturnCode.CONNECTION_ACCEPTED;
    private volatile String username = "";

    private ListeningDoor(int port) throws InterruptedException {
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new MqttDecoder(1 << 20), MqttEncoder.INSTANCE, new Handler());
                    }
                })
                .bind("127.0.0.1", port)
                .sync()
                .channel();
    }

    public static ListeningDoor open() throws InterruptedException {
        return new ListeningDoor(0);
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** From now on only this many messages are acknowledged. */
    public void acknowledgeOnly(int count) {
        acknowledgeable.set(count);
    }

    void refuse(MqttConnectReturnCode code) {
        welcome = code;
    }

    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    public List<String> payloads() {
        return received().stream().map(Received::payload).toList();
    }

    String username() {
        return username;
    }

    public void cutConnections() {
        synchronized (connections) {
            connections.forEach(channel -> channel.close().syncUninterruptibly());
            connections.clear();
        }
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        cutConnections();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Handler extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            if (message instanceof MqttConnectMessage connect) {
                String name = connect.payload().userName();
                username = name == null ? "" : name;
                ChannelFuture unused = context.writeAndFlush(MqttMessageBuilders.connAck()
                        .returnCode(welcome)
                        .sessionPresent(false)
                        .properties(new MqttProperties())
                        .build());
            } else if (message instanceof MqttPublishMessage publish) {
                take(context, publish);
            } else if (message.fixedHeader().messageType() == MqttMessageType.PINGREQ) {
                ChannelFuture unused = context.writeAndFlush(new MqttMessage(
                        new MqttFixedHeader(MqttMessageType.PINGRESP, false, MqttQoS.AT_MOST_ONCE, false, 0)));
            }
        }

        private void take(ChannelHandlerContext context, MqttPublishMessage publish) {
            Map<String, String> properties = new HashMap<>();
            publish.variableHeader()
                    .properties()
                    .getProperties(MqttProperties.MqttPropertyType.USER_PROPERTY.value())
                    .forEach(property -> {
                        MqttProperties.StringPair pair = (MqttProperties.StringPair) property.value();
                        properties.put(pair.key, pair.value);
                    });
            received.add(new Received(
                    publish.variableHeader().topicName(), publish.payload().toString(UTF_8), properties));
            if (acknowledgeable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                ChannelFuture unused = context.writeAndFlush(MqttMessageBuilders.pubAck()
                        .packetId(publish.variableHeader().packetId())
                        .build());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture unused = context.close();
        }
    }
}
