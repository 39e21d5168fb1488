package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A session in MQTT 5. */
final class Mqtt5Session implements BrokerSession {
    private final SubscribeDoor door;
    private final Mqtt5AsyncClient client;
    private final Mqtt5Connect connect;

    Mqtt5Session(MqttSourceConfig config, SubscribeDoor door) {
        this.door = door;
        this.client = BrokerSession.clientBuilder(config, door, this)
                .useMqttVersion5()
                .buildAsync();
        Mqtt5ConnectBuilder builder = Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(SubscribeDoor.SESSION_EXPIRY_S)
                .keepAlive(SubscribeDoor.KEEP_ALIVE_S)
                .restrictions()
                .receiveMaximum(SubscribeDoor.RECEIVE_MAX)
                .applyRestrictions();
        if (!config.username().isEmpty()) {
            builder = builder.simpleAuth(Mqtt5SimpleAuth.builder()
                    .username(config.username())
                    .password(config.password().value().getBytes(UTF_8))
                    .build());
        }
        this.connect = builder.build();
    }

    @Override
    public void open(Executor receiver) {
        // Before the connect: a broker that kept the session sends what is left in it at once.
        client.publishes(MqttGlobalPublishFilter.ALL, this::received, receiver, true);
        // How it ends is told to the listeners.
        var unused = client.connect(connect);
    }

    private void received(Mqtt5Publish publish) {
        MessageProperties properties = MessageProperties.NONE;
        for (Mqtt5UserProperty property : publish.getUserProperties().asList()) {
            properties = properties.with(
                    property.getName().toString(), property.getValue().toString());
        }
        door.received(publish.getTopic().toString(), publish.getPayloadAsBytes(), properties, publish::acknowledge);
    }

    @Override
    public CompletableFuture<?> subscribe(List<String> filters) {
        List<Mqtt5Subscription> subscriptions = filters.stream()
                .map(filter -> Mqtt5Subscription.builder()
                        .topicFilter(filter)
                        .qos(door.qos())
                        .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND)
                        .build())
                .toList();
        return client.subscribe(
                Mqtt5Subscribe.builder().addSubscriptions(subscriptions).build());
    }

    @Override
    public CompletableFuture<?> close() {
        return client.disconnect();
    }
}
