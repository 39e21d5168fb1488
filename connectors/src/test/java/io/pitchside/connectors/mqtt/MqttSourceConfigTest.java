package io.pitchside.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class MqttSourceConfigTest {
    private static Map<String, List<String>> faults(Map<String, String> settings) {
        return new MqttSource()
                .validate(settings).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void theDefaultsListen() {
        MqttSourceConfig config = new MqttSourceConfig(Map.of());

        assertThat(config.mode()).isEqualTo(MqttSourceConfig.Mode.LISTEN);
        assertThat(config.topic()).isEqualTo("sensor-readings");
        assertThat(config.listenHost()).isEqualTo("127.0.0.1");
        assertThat(config.listenPort()).isEqualTo(1883);
        assertThat(config.messageBytesMax()).isEqualTo(1_048_576);
        assertThat(config.inflightBytesMax()).isEqualTo(4_194_304);
        assertThat(config.connectionsMax()).isEqualTo(10_000);
        assertThat(config.devicesFile()).isNull();
        assertThat(config.anonymousLoopback()).isTrue();
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(MqttSourceConfig.DEFINITION.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }

    @Test
    void wrongValuesAreToldByTheirKey() {
        assertThat(faults(Map.of())).isEmpty();
        assertThat(faults(Map.of("mode", "both"))).containsOnlyKeys("mode");
        assertThat(faults(Map.of("pattern.player", "a/{match}/b"))).containsOnlyKeys("pattern.player");
        assertThat(faults(Map.of("pattern.frame", "{match}/{player}"))).containsOnlyKeys("pattern.frame");
        assertThat(faults(Map.of("partitions", "0"))).containsOnlyKeys("partitions");
        assertThat(faults(Map.of("tls.certificate", "x.pem"))).containsOnlyKeys("tls.key");
        assertThat(faults(Map.of("tls.key", "x.pem"))).containsOnlyKeys("tls.certificate");
        assertThat(faults(Map.of("mode", "subscribe"))).containsOnlyKeys("url");
        assertThat(faults(Map.of("mode", "subscribe", "url", "http://h"))).containsOnlyKeys("url");
        assertThat(faults(Map.of("mode", "subscribe", "url", "tcp://h:1", "protocol", "4")))
                .containsOnlyKeys("protocol");
        assertThat(faults(Map.of("mode", "subscribe", "url", "ssl://broker.example")))
                .isEmpty();
    }

    @Test
    void aTaskDoesNotStartWithWrongSettings() {
        assertThatThrownBy(() -> new MqttSourceConfig(Map.of("mode", "subscribe")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("url");
    }

    @Test
    void secretsAreNotShown() {
        MqttSourceConfig config = new MqttSourceConfig(Map.of("password", "hunter2"));

        assertThat(config.values().toString()).doesNotContain("hunter2");
    }

    @Test
    void connectFindsTheConnectorAndItHasOneTask() {
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(MqttSource.class);
        MqttSource source = new MqttSource();
        source.start(Map.of("partitions", "4"));
        assertThat(source.taskConfigs(8)).containsExactly(Map.of("partitions", "4"));
    }
}
