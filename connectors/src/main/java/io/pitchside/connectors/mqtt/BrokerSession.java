package io.pitchside.connectors.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.lifecycle.Mqtt3ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A durable session at a broker, in one version of MQTT. Thread-safe. */
sealed interface BrokerSession permits Mqtt3Session, Mqtt5Session {
    /**
     * Connects once, in the background: {@link SubscribeDoor#connected} or {@link SubscribeDoor#disconnected} follows.
     * Messages go to {@link SubscribeDoor#received} on the given executor.
     */
    void open(Executor receiver);

    /**
     * Subscribes to all of the filters.
     *
     * @return done when the broker granted every one; exceptionally if it refused one, see {@link #isRefusal}
     */
    CompletableFuture<?> subscribe(List<String> filters);

    /** Disconnects and leaves the session to the broker. */
    CompletableFuture<?> close();

    /** Whether a subscription failed because the broker will not have it, not because the connection broke. */
    static boolean isRefusal(Throwable problem) {
        return problem instanceof Mqtt3SubAckException
                || problem instanceof Mqtt5SubAckException
                || (problem.getCause() != null && isRefusal(problem.getCause()));
    }

    /** What both versions have in common. */
    static MqttClientBuilder clientBuilder(MqttSourceConfig config, SubscribeDoor door, BrokerSession session) {
        URI broker = config.broker();
        boolean tls = broker.getScheme().equalsIgnoreCase("ssl");
        int usualPort = tls ? 8883 : 1883;
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(config.clientId())
                .serverHost(broker.getHost())
                .serverPort(broker.getPort() >= 0 ? broker.getPort() : usualPort)
                .addConnectedListener(context -> door.connected(session, isSessionPresent(context)))
                .addDisconnectedListener(context -> door.disconnected(context.getCause()));
        return tls ? builder.sslWithDefaultConfig() : builder;
    }

    private static boolean isSessionPresent(MqttClientConnectedContext context) {
        return context instanceof Mqtt5ClientConnectedContext five
                ? five.getConnAck().isSessionPresent()
                : ((Mqtt3ClientConnectedContext) context).getConnAck().isSessionPresent();
    }
}
