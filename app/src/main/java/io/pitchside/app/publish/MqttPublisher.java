package io.pitchside.app.publish;

import static io.pitchside.app.publish.PlatformException.Kind.FAILED;
import static io.pitchside.app.publish.PlatformException.Kind.REFUSED;
import static io.pitchside.app.publish.PlatformException.Kind.UNREACHABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to the platform's front door with QoS 1, in order, and does not let go of a message before it is
 * acknowledged. When the connection is lost it asks for the address again (the platform may come back on another port),
 * reconnects, sends everything again that was not acknowledged, and goes on; the platform recognises repeats. When that
 * has not worked for a while, everything that is under way fails with the reason.
 *
 * <pre>
 *   CONNECTING ──▶ CONNECTED ──lost──▶ RECONNECTING ──▶ CONNECTED (unacknowledged messages first)
 *                                           │ given up
 *                                           └────────▶ FAILED
 * </pre>
 *
 * <p>One thread publishes, so that there is an order; counters may be read by any.
 */
public final class MqttPublisher implements AutoCloseable {
    /** Messages that are under way without an acknowledgement; the next one waits. */
    public static final int INFLIGHT_MESSAGES_MAX = 256;
    /** How long the platform may take to come back. */
    public static final Duration RECONNECT_MAX = Duration.ofSeconds(30);

    private static final Logger LOGGER = LoggerFactory.getLogger(MqttPublisher.class);
    private static final Duration ATTEMPT_EVERY = Duration.ofMillis(250);
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int KEEP_ALIVE_S = 20;
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(3);

    /** Where to publish right now; asked at every attempt. */
    @FunctionalInterface
    public interface Address {
        MqttEndpoint now() throws PlatformException;
    }

    /**
     * How to publish.
     *
     * @param clientId name of this client at the front door
     * @param inflightMax messages under way at once
     * @param reconnectMax how long to try when the platform is away
     * @param nanoTime a clock that never goes back
     */
    public record Settings(String clientId, int inflightMax, Duration reconnectMax, LongSupplier nanoTime) {
        public Settings {
            requireNonNull(clientId, "clientId");
            if (inflightMax < 1 || inflightMax > 65_535) {
                throw new IllegalArgumentException("inflightMax " + inflightMax + ": allowed are 1 to 65535");
            }
        }

        public static Settings of(String clientId) {
            return new Settings(clientId, INFLIGHT_MESSAGES_MAX, RECONNECT_MAX, System::nanoTime);
        }
    }

    private final Settings settings;
    private final Address address;
    private final Mqtt5AsyncClient client;
    private final Semaphore window;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    /** What is under way, by its number. */
    private final Map<Long, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable PlatformException> failure = new AtomicReference<>();
    /** When the connection was lost, by {@link Settings#nanoTime}; null while there is one. */
    private final AtomicReference<@Nullable Long> lostAt = new AtomicReference<>();

    private volatile MqttEndpoint endpoint;
    private volatile boolean closing;

    private MqttPublisher(Settings settings, Address address, MqttEndpoint first) {
        this.settings = settings;
        this.address = address;
        endpoint = first;
        window = new Semaphore(settings.inflightMax());
        client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(settings.clientId())
                .transportConfig(transport(first))
                .executorConfig()
                .nettyThreads(1)
                .applyExecutorConfig()
                .addConnectedListener(context -> connected())
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
    }

    /**
     * Connects; tries for as long as {@link Settings#reconnectMax} says.
     *
     * @throws PlatformException if the platform does not answer or does not let this client in
     */
    public static MqttPublisher connect(Settings settings, Address address)
            throws PlatformException, InterruptedException {
        MqttEndpoint first = address.now();
        MqttPublisher publisher = new MqttPublisher(settings, address, first);
        publisher.lostAt.set(settings.nanoTime().getAsLong());
        try {
            publisher.client.connect(connect(first)).get();
            return publisher;
        } catch (ExecutionException e) {
            throw publisher.failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Sends a message; waits while too many are under way.
     *
     * @return done when the message is acknowledged, failed when it never will be
     * @throws PlatformException if the connection is lost for good, or a message before this one was refused
     */
    public CompletableFuture<Void> publish(String topic, byte[] payload, Publication publication)
            throws PlatformException, InterruptedException {
        window.acquire();
        PlatformException broken = failure.get();
        if (broken != null) {
            window.release();
            throw broken;
        }
        long number = sent.incrementAndGet();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        open.put(number, answer);
        CompletableFuture<Mqtt5PublishResult> unused = client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .userProperties(properties(publication))
                .send()
                .whenComplete((result, thrown) -> answered(number, result, thrown));
        broken = failure.get();
        if (broken != null) {
            settle(number, broken);
        }
        return answer;
    }

    /** Waits until everything sent so far is acknowledged. */
    public void awaitAcknowledged() throws PlatformException, InterruptedException {
        window.acquire(settings.inflightMax());
        window.release(settings.inflightMax());
        PlatformException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }

    /** Messages handed over for sending. */
    public long sent() {
        return sent.get();
    }

    /** Messages that the platform has for sure. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How often the connection was made again. */
    public long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    /** Says goodbye. What is not acknowledged yet is given up: call {@link #awaitAcknowledged} first. */
    @Override
    public void close() {
        closing = true;
        try {
            client.disconnect().get(FAREWELL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.debug("no clean farewell from {}: {}", endpoint, e.toString());
        }
    }

    private void answered(long number, @Nullable Mqtt5PublishResult result, @Nullable Throwable thrown) {
        Throwable problem = thrown;
        if (problem == null && result != null) {
            problem = result.getError().orElse(null);
        }
        settle(number, problem == null ? null : failed(problem));
    }

    /** Once per message, whoever comes first. */
    private void settle(long number, @Nullable PlatformException problem) {
        CompletableFuture<Void> answer = open.remove(number);
        if (answer == null) {
            return;
        }
        if (problem == null) {
            acknowledged.incrementAndGet();
            answer.complete(null);
        } else {
            answer.completeExceptionally(problem);
        }
        window.release();
    }

    /**
     * The first problem decides what is said, and ends everything that is under way: the client itself would keep it
     * for a connection that nobody makes any more.
     */
    private PlatformException failed(Throwable problem) {
        failure.compareAndSet(null, explained(problem));
        PlatformException first = requireNonNull(failure.get(), "failure");
        for (Long number : open.keySet()) {
            settle(number, first);
        }
        return first;
    }

    private PlatformException explained(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof PlatformException known) {
            return known;
        }
        if (refusal(cause)) {
            return new PlatformException(
                    REFUSED, "MQTT at " + endpoint + " does not let this client in: " + cause.getMessage(), cause);
        }
        if (cause instanceof Mqtt5PubAckException) {
            return new PlatformException(
                    REFUSED, "MQTT at " + endpoint + " refused a message: " + cause.getMessage(), cause);
        }
        if (closing) {
            return new PlatformException(UNREACHABLE, "closed before everything was acknowledged", cause);
        }
        return new PlatformException(
                FAILED, "a message could not be sent to MQTT at " + endpoint + ": " + cause.getMessage(), cause);
    }

    private PlatformException gaveUp(Throwable cause) {
        long unanswered = sent.get() - acknowledged.get();
        return new PlatformException(
                UNREACHABLE,
                "MQTT at " + endpoint + " could not be reached for "
                        + settings.reconnectMax().toSeconds() + " s"
                        + (unanswered > 0 ? "; " + unanswered + " messages were not acknowledged" : "")
                        + ": start the platform with ./pitchside up and run the command again",
                cause);
    }

    // --- reconnecting; on the client's own thread -------------------------------------------------------------------

    private void connected() {
        lostAt.set(null);
        connections.incrementAndGet();
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        if (closing || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        Throwable cause = context.getCause();
        if (refusal(cause)) {
            failed(cause);
            return;
        }
        long now = settings.nanoTime().getAsLong();
        lostAt.compareAndSet(null, now);
        Long since = lostAt.get();
        if (since != null && now - since > settings.reconnectMax().toNanos()) {
            failed(gaveUp(cause));
            return;
        }
        if (context.getReconnector().getAttempts() <= 1) {
            LOGGER.debug("connection to {} lost, trying again: {}", endpoint, cause.toString());
        }
        reconnect((Mqtt5ClientReconnector) context.getReconnector());
    }

    private void reconnect(Mqtt5ClientReconnector reconnector) {
        MqttEndpoint next = endpoint;
        try {
            next = address.now();
            endpoint = next;
        } catch (PlatformException e) {
            // It is being restarted and has not written its addresses yet.
            LOGGER.debug("no new address yet: {}", e.getMessage());
        }
        reconnector
                .reconnect(true)
                .delay(ATTEMPT_EVERY.toMillis(), TimeUnit.MILLISECONDS)
                .republishIfSessionExpired(true)
                .transportConfig(transport(next))
                .connect(connect(next));
    }

    private static boolean refusal(Throwable cause) {
        if (!(cause instanceof Mqtt5ConnAckException refused)) {
            return false;
        }
        Mqtt5ConnAckReasonCode code = refused.getMqttMessage().getReasonCode();
        return code == Mqtt5ConnAckReasonCode.NOT_AUTHORIZED
                || code == Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD
                || code == Mqtt5ConnAckReasonCode.BANNED;
    }

    private static MqttClientTransportConfig transport(MqttEndpoint to) {
        MqttClientTransportConfigBuilder builder = MqttClientTransportConfig.builder()
                .serverHost(to.host())
                .serverPort(to.port())
                .socketConnectTimeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        return to.tls() ? builder.sslWithDefaultConfig().build() : builder.build();
    }

    /** A clean start, and no session: the front door keeps none, this client keeps what is not acknowledged. */
    private static Mqtt5Connect connect(MqttEndpoint to) {
        Mqtt5ConnectBuilder builder = Mqtt5Connect.builder().cleanStart(true).keepAlive(KEEP_ALIVE_S);
        Credentials credentials = to.credentials();
        if (credentials != null) {
            Mqtt5SimpleAuth auth = Mqtt5SimpleAuth.builder()
                    .username(credentials.username())
                    .password(credentials.password().getBytes(UTF_8))
                    .build();
            return builder.simpleAuth(auth).build();
        }
        return builder.build();
    }

    private static Mqtt5UserProperties properties(Publication publication) {
        List<Mqtt5UserProperty> properties = new ArrayList<>(3);
        properties.add(Mqtt5UserProperty.of("source", publication.source()));
        if (publication.historic()) {
            properties.add(Mqtt5UserProperty.of("historic", "true"));
        }
        String problem = publication.senderProblem();
        if (problem != null) {
            properties.add(Mqtt5UserProperty.of("sender-problem", problem));
        }
        return Mqtt5UserProperties.of(properties);
    }
}
