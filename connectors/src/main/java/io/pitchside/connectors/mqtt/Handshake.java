package io.pitchside.connectors.mqtt;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The first part of a connection, up to CONNACK; then {@link MqttConnection} takes its place. Works on the connection's
 * event loop.
 *
 * <pre>
 * WAITING --CONNECT--> CHECKING --admitted--> (MqttConnection)
 *    |                     |
 *    +--anything else------+--refused, with a reason--> OVER
 * </pre>
 *
 * <p>MQTT 3.1.1 has no way to say that a will is not supported; there a will is accepted, never published, and logged. In
 * MQTT 5 it is refused, with a reason.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Handshake extends ChannelInboundHandlerAdapter {
    static final String DECODER = "decoder";

    /** A client that has not sent its CONNECT by then is cut off, seconds. */
    static final int CONNECT_WAIT_S = 10;
    /** An MQTT 5 client that wants a longer keep-alive, or none, is told to use this one, seconds. */
    static final int KEEP_ALIVE_S_MAX = 600;

    /** A decoder that refuses what is not UTF-8, as the standard asks; two broken topics must not become the same. */
    static MqttDecoder decoder(int packetBytesMax) {
        return new MqttDecoder(packetBytesMax, ConnectRequest.CLIENT_ID_CHARS_MAX, true);
    }

    private enum State {
        WAITING,
        CHECKING,
        OVER
    }

    private final Reception reception;
    private final MessageReader reader;
    private State state = State.WAITING;

    Handshake(Reception reception, MessageReader reader) {
        this.reception = reception;
        this.reader = reader;
    }

    /** Keeps what a client sends behind its CONNECT until it is admitted; the decoder that replaces it gets it all. */
    private static final class Hold extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            // Nothing is decoded: the bytes stay where they are.
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.executor().schedule(() -> tooSlow(context), CONNECT_WAIT_S, TimeUnit.SECONDS);
        context.fireChannelActive();
    }

    private void tooSlow(ChannelHandlerContext context) {
        if (state == State.WAITING && !context.isRemoved()) {
            reception.metrics().refusedConnections.increment();
            reception
                    .warnings()
                    .refusedConnection
                    .warn(
                            "cut off {}: no CONNECT within {} s",
                            context.channel().remoteAddress(),
                            CONNECT_WAIT_S);
            state = State.OVER;
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        try {
            if (state != State.WAITING) {
                return;
            }
            MqttMessage message = (MqttMessage) packet;
            if (message.decoderResult().isFailure()) {
                undecodable(context, message.decoderResult().cause());
            } else if (message instanceof MqttConnectMessage connect) {
                begin(context, ConnectRequest.of(connect));
            } else {
                malformed(context, message.fixedHeader().messageType() + " instead of CONNECT");
            }
        } finally {
            ReferenceCountUtil.release(packet);
        }
    }

    private void undecodable(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof MqttUnacceptableProtocolVersionException) {
            refuse(context, false, Refusal.VERSION, "?");
        } else if (cause instanceof MqttIdentifierRejectedException) {
            refuse(context, false, Refusal.CLIENT_ID, "?");
        } else {
            malformed(context, String.valueOf(cause.getMessage()));
        }
    }

    /** Before there is a connection there is nobody to give a reason to: whatever this is, it may not speak MQTT. */
    private void malformed(ChannelHandlerContext context, String what) {
        state = State.OVER;
        reception.metrics().refusedMalformed.increment();
        reception
                .warnings()
                .refusedConnection
                .warn("cut off {}: {}", context.channel().remoteAddress(), what);
        context.close();
    }

    private void begin(ChannelHandlerContext context, ConnectRequest request) {
        Refusal refusal = request.refusal();
        if (refusal != null) {
            refuse(context, request.version5(), refusal, request.clientId());
            return;
        }
        state = State.CHECKING;
        context.channel().config().setAutoRead(false);
        context.pipeline().replace(DECODER, DECODER, new Hold());
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        reception
                .gate()
                .admit(
                        request.userName(),
                        request.password(),
                        remote.getAddress().isLoopbackAddress(),
                        admission -> {
                            if (context.executor().inEventLoop()) {
                                decide(context, request, admission);
                            } else {
                                context.executor().execute(() -> decide(context, request, admission));
                            }
                        });
    }

    private void decide(ChannelHandlerContext context, ConnectRequest request, DeviceGate.Admission admission) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        switch (admission.answer()) {
            case ADMITTED -> admit(context, request, requireNonNull(admission.device()));
            case NAME_NEEDED -> refuse(context, request.version5(), Refusal.NAME_NEEDED, request.clientId());
            case WRONG -> refuse(context, request.version5(), Refusal.WRONG_PASSWORD, request.clientId());
            case BUSY -> refuse(context, request.version5(), Refusal.BUSY, request.clientId());
        }
    }

    private void admit(ChannelHandlerContext context, ConnectRequest request, Device device) {
        boolean unnamed = request.clientId().isEmpty();
        String clientId = unnamed ? "pitchside-" + UUID.randomUUID() : request.clientId();
        boolean capped = request.version5() && (request.keepAliveS() == 0 || request.keepAliveS() > KEEP_ALIVE_S_MAX);
        int keepAliveS = capped ? KEEP_ALIVE_S_MAX : request.keepAliveS();
        MqttConnection connection =
                new MqttConnection(context.channel(), reception, reader, device, clientId, keepAliveS, request);
        if (!reception.connections().admit(connection, device, clientId)) {
            refuse(context, request.version5(), Refusal.TOO_MANY, request.clientId());
            return;
        }
        state = State.OVER;
        if (request.hasWill()) {
            reception
                    .warnings()
                    .ignoredWill
                    .warn("client {} of device {} has a will; it will not be published", clientId, device.name());
        }
        context.writeAndFlush(Replies.admitted(
                request.version5(),
                reception.packetBytesMax(),
                unnamed ? clientId : null,
                capped ? KEEP_ALIVE_S_MAX : 0));
        // In this order: the connection must be in place before the new decoder gets what came behind the CONNECT.
        context.pipeline().replace(this, "connection", connection);
        context.channel().config().setAutoRead(true);
        context.pipeline().replace(DECODER, DECODER, decoder(reception.packetBytesMax()));
    }

    private void refuse(ChannelHandlerContext context, boolean version5, Refusal refusal, String clientId) {
        state = State.OVER;
        reception.metrics().refusedConnections.increment();
        reception
                .warnings()
                .refusedConnection
                .warn("refused client {} at {}: {}", clientId, context.channel().remoteAddress(), refusal.text());
        Farewell.send(context, Replies.refused(version5, refusal));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reception.metrics().refusedConnections.increment();
        reception
                .warnings()
                .failedSocket
                .warn("connection from {} failed: {}", context.channel().remoteAddress(), Warnings.describe(cause));
        context.close();
    }
}
