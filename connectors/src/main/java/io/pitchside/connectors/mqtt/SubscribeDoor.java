package io.pitchside.connectors.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to a site's own broker with a durable session, and acknowledges a message to it when Kafka has it: what was
 * not acknowledged, the broker sends again after the next connect. Thread-safe.
 *
 * <p>While the queue is saturated, no message is taken from the client; the broker stops when as many are in
 * flight as it allows. QoS 0 messages beyond that are dropped by the client: publish with QoS 1.
 */
final class SubscribeDoor implements Door {
    /**
     * Messages that the broker may send before the first of them is acknowledged: all that MQTT can number. A smaller one
     * ends badly with Mosquitto 2.0, which sends more than that after a reconnect (what was in flight does not count), so
     * that the client must hang up, and so on. The broker's own limit ({@code max_inflight_messages}) is what holds.
     */
    static final int RECEIVE_MAX = 65_535;

    /** How long the broker keeps the session while nobody is connected, seconds. */
    static final long SESSION_EXPIRY_S = Duration.ofDays(1).toSeconds();

    static final int KEEP_ALIVE_S = 30;

    private static final Logger LOG = LoggerFactory.getLogger(SubscribeDoor.class);
    private static final long BACKOFF_MS_MIN = 500;
    private static final long BACKOFF_MS_MAX = 15_000;
    private static final long CLOSE_WAIT_MS = 500;

    private final MqttSourceConfig config;
    private final String broker;
    private final RecordQueue queue;
    private final FrontDoorMetrics metrics;
    private final MessageReader reader;
    private final List<String> filters;
    private final Warnings warnings = new Warnings(LOG);
    private final Executor receiver;
    private volatile @Nullable BrokerSession session;
    private volatile boolean connected;
    private volatile boolean subscribed;
    private final AtomicInteger failedTries = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private SubscribeDoor(
            MqttSourceConfig config, RecordQueue queue, FrontDoorMetrics metrics, LongSupplier clockMicros) {
        this.config = config;
        this.broker = config.broker().getAuthority();
        this.queue = queue;
        this.metrics = metrics;
        this.reader = new MessageReader(config, queue, metrics, clockMicros);
        this.filters =
                List.of(config.playerPattern().filter(), config.framePattern().filter());
        // One thread, so that messages keep their order; the client hands over no more than it may have in flight. It
        // ends by itself when idle: a client that is on its way out may still want to hand something over.
        ThreadPoolExecutor oneThread =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "mqtt-subscribe");
                    thread.setDaemon(true);
                    return thread;
                });
        oneThread.allowCoreThreadTimeOut(true);
        this.receiver = oneThread;
    }

    /** Connects in the background: a broker that is not there yet is tried again until it is. */
    static SubscribeDoor open(
            MqttSourceConfig config, RecordQueue queue, FrontDoorMetrics metrics, LongSupplier clockMicros) {
        SubscribeDoor door = new SubscribeDoor(config, queue, metrics, clockMicros);
        door.connect();
        return door;
    }

    /**
     * Every connection has a client of its own. The client library can reconnect by itself, but then ends its message
     * flows when the broker has lost the session, and nobody is told; and with a new one, nothing depends on what an
     * older one remembers: the broker alone knows what is not acknowledged.
     */
    private synchronized void connect() {
        if (closed) {
            return;
        }
        session = config.protocol() == 5 ? new Mqtt5Session(config, this) : new Mqtt3Session(config, this);
        session.open(receiver);
    }

    /** A message of the broker, and how to tell the broker that it may forget it. */
    private static final class Received extends Delivery {
        private final Runnable acknowledge;

        Received(Runnable acknowledge) {
            this.acknowledge = acknowledge;
        }

        @Override
        void completed() {
            acknowledge.run();
        }
    }

    /** Takes a message, on the receiving thread; waits while there is no room. */
    void received(String topic, byte[] payload, MessageProperties properties, Runnable acknowledge) {
        try {
            if (closed || !queue.awaitRoom()) {
                return; // not acknowledged, so the broker has it for the next time
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        TopicRoute route = reader.route(topic);
        if (route == null) {
            metrics.refusedUnknownTopic.increment();
            warnings.unknownTopic.warn("a message to {} matches no pattern; it is acknowledged and left out", topic);
            acknowledge.run();
            return;
        }
        if (payload.length > config.messageBytesMax()) {
            metrics.refusedMalformed.increment();
            warnings.ended.warn(
                    "a message to {} has {} bytes, allowed are {}; it is acknowledged and left out",
                    topic,
                    payload.length,
                    config.messageBytesMax());
            acknowledge.run();
            return;
        }
        reader.read(route, payload, properties, new Received(acknowledge));
        reader.flush();
    }

    /** Subscribes where the broker's session does not already know what for. */
    void connected(BrokerSession now, boolean sessionPresent) {
        if (closed) {
            var unused = now.close(); // a connect that was under way when the door closed
            return;
        }
        connected = true;
        failedTries.set(0);
        metrics.connections.increment();
        LOG.info("connected to the MQTT broker {}", broker);
        if (!sessionPresent || !subscribed) {
            var unused = now.subscribe(filters).whenComplete((granted, problem) -> subscribed(problem));
        }
    }

    private void subscribed(@Nullable Throwable problem) {
        if (problem == null) {
            subscribed = true;
            LOG.info("subscribed to {} at {}", filters, broker);
        } else if (BrokerSession.isRefusal(problem)) {
            failure = new IllegalStateException(
                    "the MQTT broker " + broker + " refused the subscription to " + filters + ": "
                            + problem.getMessage(),
                    problem);
        } else {
            // The connection broke in between: the next one subscribes.
            subscribed = false;
            LOG.debug("no answer to the subscription at {}: {}", broker, problem.toString());
        }
    }

    /** A connection ended, or could not be made. Tries again after a while that grows, and differs from door to door. */
    void disconnected(Throwable cause) {
        if (connected) {
            connected = false;
            metrics.connections.decrement();
        }
        if (closed) {
            return;
        }
        long doubled = BACKOFF_MS_MIN << Math.min(failedTries.getAndIncrement(), 10);
        double jitter = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
        long backoffMs = (long) (Math.min(doubled, BACKOFF_MS_MAX) * jitter);
        LOG.warn("no connection to the MQTT broker {} ({}); next try in {} ms", broker, cause.getMessage(), backoffMs);
        CompletableFuture.delayedExecutor(backoffMs, TimeUnit.MILLISECONDS).execute(this::connect);
    }

    MqttQos qos() {
        return MqttQos.AT_LEAST_ONCE;
    }

    /** Connections that could not be made, or broke, since the last one that was made. */
    int failedTries() {
        return failedTries.get();
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        BrokerSession last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = session;
        }
        queue.close(); // frees the receiving thread
        try {
            if (last != null) {
                last.close().get(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the broker {} did not see us off: {}", broker, e.toString());
        }
    }
}
