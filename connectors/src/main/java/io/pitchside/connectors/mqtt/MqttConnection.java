package io.pitchside.connectors.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttReasonCodes.PubAck;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One admitted client of the endpoint. Works on its event loop; the methods that others call from elsewhere say so.
 *
 * <p>Back-pressure: while more bytes are in flight than {@code inflight.bytes.max}, or the queue is saturated, or the
 * client does not read its acknowledgements, the socket is not read, and TCP slows the client down. It is read again
 * when half of that is gone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class MqttConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

    private final Channel channel;
    private final Reception reception;
    private final MessageReader reader;
    private final Device device;
    private final String clientId;
    private final ConnectRequest request;
    private final Acknowledgements acknowledgements;
    private final long silenceNanosMax;
    private boolean open = true;
    private boolean paused;
    private boolean packetSeen;
    private long heardAt = System.nanoTime();

    MqttConnection(
            Channel channel,
            Reception reception,
            MessageReader reader,
            Device device,
            String clientId,
            int keepAliveS,
            ConnectRequest request) {
        this.channel = channel;
        this.reception = reception;
        this.reader = reader;
        this.device = device;
        this.clientId = clientId;
        this.request = request;
        this.acknowledgements = new Acknowledgements(channel, this::resumeIfAllowed);
        // MQTT gives a client one and a half times its keep-alive.
        this.silenceNanosMax = TimeUnit.SECONDS.toNanos(keepAliveS) * 3 / 2;
    }

    Device device() {
        return device;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        LOG.debug("client {} of device {} connected from {}", clientId, device.name(), channel.remoteAddress());
        if (silenceNanosMax > 0) {
            context.executor().schedule(() -> listenForSilence(context), silenceNanosMax, TimeUnit.NANOSECONDS);
        }
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        try {
            if (open) {
                packetSeen = true;
                handle(context, (MqttMessage) packet);
            }
        } finally {
            ReferenceCountUtil.release(packet);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reader.flush();
        if (packetSeen) {
            packetSeen = false;
            heardAt = System.nanoTime();
        }
        if (open) {
            acknowledgements.drain();
            pauseIfNeeded();
        }
    }

    private void handle(ChannelHandlerContext context, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            undecodable(context, message.decoderResult().cause());
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> publish(context, (MqttPublishMessage) message);
            case PINGREQ -> context.writeAndFlush(Replies.PING_RESPONSE);
            case DISCONNECT -> {
                leave();
                context.close();
            }
            case SUBSCRIBE -> refuseSubscriptions(context, (MqttSubscribeMessage) message);
            case UNSUBSCRIBE -> {
                MqttUnsubscribeMessage unsubscribe = (MqttUnsubscribeMessage) message;
                context.writeAndFlush(Replies.nothingUnsubscribed(
                        unsubscribe.variableHeader().messageId(),
                        unsubscribe.payload().topics().size()));
            }
            default ->
                end(
                        context,
                        reception.metrics().refusedMalformed,
                        Disconnect.PROTOCOL_ERROR,
                        message.fixedHeader().messageType() + " is not expected here");
        }
    }

    private void undecodable(ChannelHandlerContext context, Throwable cause) {
        boolean tooLarge = cause instanceof TooLongFrameException;
        end(
                context,
                reception.metrics().refusedMalformed,
                tooLarge ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET,
                tooLarge
                        ? "packets may have up to " + reception.packetBytesMax() + " bytes"
                        : String.valueOf(cause.getMessage()));
    }

    private void refuseSubscriptions(ChannelHandlerContext context, MqttSubscribeMessage message) {
        reception.metrics().refusedUnsupported.increment();
        context.writeAndFlush(Replies.refusedSubscriptions(
                request.version5(),
                request.explained(),
                message.variableHeader().messageId(),
                message.payload().topicSubscriptions().size()));
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    private void publish(ChannelHandlerContext context, MqttPublishMessage message) {
        if (!supported(context, message)) {
            return;
        }
        String topic = message.variableHeader().topicName();
        int packetId = message.fixedHeader().qosLevel() == MqttQoS.AT_MOST_ONCE
                ? 0
                : message.variableHeader().packetId();
        TopicRoute route = reader.route(topic);
        if (route == null) {
            refuseTopic(packetId, topic);
            return;
        }
        if (!device.mayPublish(route.stadium())) {
            refuseStadium(context, packetId, topic);
            return;
        }
        ByteBuf content = message.payload();
        byte[] payload = new byte[content.readableBytes()];
        content.readBytes(payload);
        reader.read(
                route,
                payload,
                properties(message.variableHeader().properties()),
                acknowledgements.received(packetId, payload.length));
        pauseIfNeeded();
    }

    /** Ends the connection on what a front door does not do. */
    private boolean supported(ChannelHandlerContext context, MqttPublishMessage message) {
        LongAdder refused = reception.metrics().refusedUnsupported;
        if (message.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            end(context, refused, Disconnect.QOS_NOT_SUPPORTED, "QoS 2 is not supported, publish with QoS 1");
            return false;
        }
        if (!request.version5()) {
            return true; // 3.1.1 cannot be told that nothing is retained here; the message is taken as any other
        }
        if (message.fixedHeader().isRetain()) {
            end(context, refused, Disconnect.RETAIN_NOT_SUPPORTED, "nothing is retained here, publish without retain");
            return false;
        }
        MqttProperties properties = message.variableHeader().properties();
        if (!properties.isEmpty() && properties.getProperty(MqttPropertyType.TOPIC_ALIAS.value()) != null) {
            end(context, refused, Disconnect.TOPIC_ALIAS_INVALID, "topic aliases are not supported");
            return false;
        }
        return true;
    }

    private void refuseTopic(int packetId, String topic) {
        reception.metrics().refusedUnknownTopic.increment();
        reception
                .warnings()
                .unknownTopic
                .warn(
                        "client {} of device {} published to {}, which matches no pattern",
                        clientId,
                        device.name(),
                        topic);
        // 3.1.1 knows no negative acknowledgement, and without one the client would send for ever.
        acknowledgements.refused(
                packetId,
                request.version5() ? PubAck.TOPIC_NAME_INVALID : null,
                request.explained() ? "the topic matches neither pattern of this front door" : null);
    }

    private void refuseStadium(ChannelHandlerContext context, int packetId, String topic) {
        reception
                .warnings()
                .notAuthorised
                .warn("client {} of device {} may not publish to {}", clientId, device.name(), topic);
        if (request.version5()) {
            reception.metrics().refusedNotAuthorised.increment();
            acknowledgements.refused(
                    packetId,
                    PubAck.NOT_AUTHORIZED,
                    request.explained()
                            ? "the devices file does not allow this device to publish under this stadium"
                            : null);
        } else {
            end(
                    context,
                    reception.metrics().refusedNotAuthorised,
                    Disconnect.NOT_AUTHORIZED,
                    "not allowed to publish there");
        }
    }

    private static MessageProperties properties(MqttProperties properties) {
        MessageProperties read = MessageProperties.NONE;
        if (!properties.isEmpty()) {
            for (MqttProperty<?> property : properties.getProperties(MqttPropertyType.USER_PROPERTY.value())) {
                if (property.value() instanceof StringPair pair) {
                    read = read.with(pair.key, pair.value);
                }
            }
        }
        return read;
    }

    // --- back-pressure ----------------------------------------------------------------------------------------------

    private void pauseIfNeeded() {
        boolean tooMuch = acknowledgements.bytes() >= reception.inflightBytesMax()
                || reception.queue().saturated()
                || !channel.isWritable();
        if (paused || !open || !tooMuch) {
            return;
        }
        paused = true;
        channel.config().setAutoRead(false);
        reception.metrics().paused.increment();
        reception.connections().pause(this);
        // The queue may have been drained between the look at it and the line above, and nobody would tell us again.
        reconsiderReading();
    }

    /** Has the connection look again whether it may be read. From any thread. */
    void reconsiderReading() {
        onLoop(this::resumeIfAllowed);
    }

    private void resumeIfAllowed() {
        if (paused
                && open
                && acknowledgements.bytes() <= reception.inflightBytesMax() / 2
                && !reception.queue().saturated()
                && channel.isWritable()) {
            paused = false;
            heardAt = System.nanoTime();
            reception.connections().resume(this);
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pauseIfNeeded();
        resumeIfAllowed();
        context.fireChannelWritabilityChanged();
    }

    // --- ends -------------------------------------------------------------------------------------------------------

    private void listenForSilence(ChannelHandlerContext context) {
        if (!open) {
            return;
        }
        if (paused) {
            heardAt = System.nanoTime(); // it is us who do not listen
        }
        long silentNanos = System.nanoTime() - heardAt;
        if (silentNanos >= silenceNanosMax) {
            end(context, null, Disconnect.KEEP_ALIVE_TIMEOUT, "silent for longer than the keep-alive allows");
            return;
        }
        context.executor()
                .schedule(() -> listenForSilence(context), silenceNanosMax - silentNanos, TimeUnit.NANOSECONDS);
    }

    /** Another connection came with the same client identifier. From any thread; likewise the next two. */
    void takenOver() {
        onLoop(() -> endSelf(Disconnect.SESSION_TAKEN_OVER, "the same client identifier connected again"));
    }

    void deviceChanged() {
        onLoop(() -> endSelf(Disconnect.NOT_AUTHORIZED, "the devices file changed, connect again"));
    }

    void shutDown() {
        onLoop(() -> endSelf(Disconnect.SERVER_SHUTTING_DOWN, "the front door closes"));
    }

    private void endSelf(Disconnect reason, String text) {
        ChannelHandlerContext context = channel.pipeline().context(this);
        if (context != null) {
            end(context, null, reason, text);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        reader.flush();
        leave();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("client {} of device {} broke off: {}", clientId, device.name(), Warnings.describe(cause));
        } else {
            LOG.error("closing the connection of client {} of device {}", clientId, device.name(), cause);
        }
        leave();
        context.close();
    }

    /** Tells an MQTT 5 client why, and closes; 3.1.1 has no packet for that. */
    private void end(ChannelHandlerContext context, @Nullable LongAdder counter, Disconnect reason, String text) {
        if (!open) {
            return;
        }
        leave();
        if (counter != null) {
            counter.increment();
        }
        if (reason == Disconnect.SERVER_SHUTTING_DOWN) {
            LOG.debug("disconnected client {} of device {}: {}", clientId, device.name(), text);
        } else {
            reception
                    .warnings()
                    .ended
                    .warn("disconnected client {} of device {} ({}): {}", clientId, device.name(), reason, text);
        }
        if (request.version5()) {
            Farewell.send(context, Replies.disconnect(reason, text));
        } else {
            context.close();
        }
    }

    private void leave() {
        if (open) {
            open = false;
            acknowledgements.close();
            reception.connections().leave(this, device, clientId);
        }
    }

    private void onLoop(Runnable action) {
        try {
            channel.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("the front door is closed, client {} with it", clientId);
        }
    }
}
