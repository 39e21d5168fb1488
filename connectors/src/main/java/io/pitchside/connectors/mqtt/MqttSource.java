package io.pitchside.connectors.mqtt;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * The MQTT front door of the sensors, as a Kafka Connect source connector. Every key is described in
 * {@link MqttSourceConfig}.
 *
 * <p>{@code mode=listen}: the connector's one task is itself the MQTT 3.1.1 and 5 endpoint that devices publish to.
 * {@code mode=subscribe}: it subscribes to a site's own broker with a durable session. In both, a message is
 * acknowledged only after Kafka has confirmed every record made of it; if Kafka fails, the task fails without
 * acknowledging, and the device or the broker sends again. Repeats are told apart downstream by the {@code event-id}
 * header.
 *
 * <p>Converters of key, value and headers must be {@code ByteArrayConverter}. The producer's {@code max.request.size}
 * and the topic's {@code max.message.bytes} must be at least {@code message.bytes.max} plus
 * {@link MqttSourceConfig#RECORD_OVERHEAD_BYTES_MAX}: a record that the producer refuses would fail the task, and come
 * again. With {@code errors.tolerance=all} Connect gives up on records that Kafka refuses and the sender is told that
 * they arrived; leave it at {@code none}.
 *
 * <p>Metrics, by JMX under {@code kafka.connect:type=plugins,connector=<name>,task=0}: {@code messages},
 * {@code readings}, {@code acknowledged}, {@code acknowledged-messages}, {@code dropped}, {@code bytes},
 * {@code connections}, {@code paused}, {@code queued}, {@code refused-connections}, {@code refused-unknown-topic},
 * {@code refused-not-authorised}, {@code refused-malformed}, {@code refused-unsupported}. All are counts from the start
 * of the task; {@code connections} and {@code queued} are of now.
 */
public final class MqttSource extends SourceConnector {
    private Map<String, String> settings = Map.of();

    @Override
    public String version() {
        String version = MqttSource.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void start(Map<String, String> properties) {
        settings = Map.copyOf(new MqttSourceConfig(properties).originalsStrings());
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MqttSourceTask.class;
    }

    /** One task, however many are allowed: a port can be opened once, and so can a durable session. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(settings);
    }

    @Override
    public void stop() {
        settings = Map.of();
    }

    @Override
    public ConfigDef config() {
        return MqttSourceConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Config result = super.validate(properties);
        if (result.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            Map<String, String> faults = MqttSourceConfig.faults(MqttSourceConfig.DEFINITION.parse(properties));
            for (ConfigValue value : result.configValues()) {
                String fault = faults.get(value.name());
                if (fault != null) {
                    value.addErrorMessage(fault);
                }
            }
        }
        return result;
    }

    /** There is nothing to alter: MQTT has no positions, so any offset is as good as any other. */
    @Override
    public boolean alterOffsets(Map<String, String> config, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return true;
    }
}
