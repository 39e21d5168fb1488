package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A session in MQTT 3.1.1, which has no user properties. */
final class Mqtt3Session implements BrokerSession {
    private final SubscribeDoor door;
    private final Mqtt3AsyncClient client;
    private final Mqtt3Connect connect;

    Mqtt3Session(MqttSourceConfig config, SubscribeDoor door) {
        this.door = door;
        this.client = BrokerSession.clientBuilder(config, door, this)
                .useMqttVersion3()
                .buildAsync();
        Mqtt3ConnectBuilder builder = Mqtt3Connect.builder().cleanSession(false).keepAlive(SubscribeDoor.KEEP_ALIVE_S);
        if (!config.username().isEmpty()) {
            builder = builder.simpleAuth(Mqtt3SimpleAuth.builder()
                    .username(config.username())
                    .password(config.password().value().getBytes(UTF_8))
                    .build());
        }
        this.connect = builder.build();
    }

    @Override
    public void open(Executor receiver) {
        client.publishes(MqttGlobalPublishFilter.ALL, this::received, receiver, true);
        // How it ends is told to the listeners.
        var unused = client.connect(connect);
    }

    private void received(Mqtt3Publish publish) {
        door.received(
                publish.getTopic().toString(),
                publish.getPayloadAsBytes(),
                MessageProperties.NONE,
                publish::acknowledge);
    }

    @Override
    public CompletableFuture<?> subscribe(List<String> filters) {
        List<Mqtt3Subscription> subscriptions = filters.stream()
                .map(filter -> Mqtt3Subscription.builder()
                        .topicFilter(filter)
                        .qos(door.qos())
                        .build())
                .toList();
        return client.subscribe(
                Mqtt3Subscribe.builder().addSubscriptions(subscriptions).build());
    }

    @Override
    public CompletableFuture<?> close() {
        return client.disconnect();
    }
}
