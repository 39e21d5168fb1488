package io.pitchside.connectors.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one connection that are not acknowledged yet, in the order in which they came: MQTT wants the PUBACKs
 * in that order, whatever order Kafka confirms in. Many are written at once.
 *
 * <p>Belongs to the connection's event loop; only {@link Publish#completed()} runs elsewhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class Acknowledgements {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final int PUBACK_BYTES = 4;
    private static final int BUFFER_BYTES_MAX = 16 * 1024;
    /** What a message in flight is reckoned to cost beside its payload. */
    private static final int OVERHEAD_BYTES = 256;

    private final Channel channel;
    private final Runnable whenDrained;
    private final ArrayDeque<Publish> inFlight = new ArrayDeque<>();
    private final AtomicBoolean drainDue = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private long bytes;
    private volatile boolean closed;

    /** @param whenDrained run on the event loop after messages left */
    Acknowledgements(Channel channel, Runnable whenDrained) {
        this.channel = channel;
        this.whenDrained = whenDrained;
    }

    /** A message received; its packet identifier is 0 for QoS 0, which is never acknowledged but counts as in flight. */
    final class Publish extends Delivery {
        private final int packetId;
        private final int cost;
        private final MqttReasonCodes.@Nullable PubAck refusal;
        private final @Nullable String reason;

        private Publish(
                int packetId, int payloadBytes, MqttReasonCodes.@Nullable PubAck refusal, @Nullable String reason) {
            this.packetId = packetId;
            this.cost = payloadBytes + OVERHEAD_BYTES;
            this.refusal = refusal;
            this.reason = reason;
        }

        @Override
        void completed() {
            if (closed || !drainDue.compareAndSet(false, true)) {
                return;
            }
            try {
                channel.eventLoop().execute(drain);
            } catch (RejectedExecutionException e) {
                LOG.debug("the front door closed before a message could be acknowledged");
            }
        }
    }

    /** A message that now goes its way to Kafka. */
    Publish received(int packetId, int payloadBytes) {
        return add(new Publish(packetId, payloadBytes, null, null));
    }

    /** A message that does not go to Kafka; it is acknowledged in its turn, with the reason if there is one to say. */
    void refused(int packetId, MqttReasonCodes.@Nullable PubAck refusal, @Nullable String reason) {
        add(new Publish(packetId, 0, refusal, reason));
    }

    private Publish add(Publish publish) {
        inFlight.add(publish);
        bytes += publish.cost;
        return publish;
    }

    /** Bytes received and not acknowledged. */
    long bytes() {
        return bytes;
    }

    /** Writes the acknowledgement of every message that is complete and behind no other that is not. */
    void drain() {
        drainDue.set(false);
        if (closed) {
            return;
        }
        ByteBuf buffer = null;
        boolean written = false;
        int before = inFlight.size();
        Publish publish;
        while ((publish = inFlight.peek()) != null && publish.isComplete()) {
            inFlight.remove();
            bytes -= publish.cost;
            if (publish.packetId == 0) {
                continue;
            }
            if (publish.refusal != null) {
                if (buffer != null) {
                    channel.write(buffer, channel.voidPromise());
                    buffer = null;
                }
                channel.write(Replies.refusedPublish(publish.packetId, publish.refusal, publish.reason));
            } else {
                if (buffer == null) {
                    buffer = channel.alloc().ioBuffer(Math.min((inFlight.size() + 1) * PUBACK_BYTES, BUFFER_BYTES_MAX));
                }
                buffer.writeInt(0x4002_0000 | publish.packetId);
            }
            written = true;
        }
        if (buffer != null) {
            channel.write(buffer, channel.voidPromise());
        }
        if (written) {
            channel.flush();
        }
        if (inFlight.size() < before) {
            whenDrained.run();
        }
    }

    /** Forgets everything: what is not acknowledged now never will be. */
    void close() {
        closed = true;
        inFlight.clear();
        bytes = 0;
    }
}
