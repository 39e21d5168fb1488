package io.pitchside.connectors.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class TimeSeriesSinkConfigTest {
    private static final Map<String, String> LEAST = Map.of("topics", "readings", "url", "http://127.0.0.1:9000");

    @Test
    void defaultsAreThese() {
        TimeSeriesSinkConfig config = new TimeSeriesSinkConfig(LEAST);

        assertThat(config.address().url()).hasToString("http://127.0.0.1:9000");
        assertThat(config.address().username()).isEmpty();
        assertThat(config.postBytes()).isEqualTo(4 << 20);
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.refusedRowsMax()).isEqualTo(100);
    }

    @Test
    void theWaitDoublesUpToItsLimit() {
        TimeSeriesSinkConfig config = new TimeSeriesSinkConfig(LEAST);

        assertThat(config.backoffMs(1)).isEqualTo(250);
        assertThat(config.backoffMs(2)).isEqualTo(500);
        assertThat(config.backoffMs(1_000)).isEqualTo(5_000);
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        for (String url : new String[] {"127.0.0.1:9000", "ftp://a", "http://", "a b"}) {
            assertThatThrownBy(() -> new TimeSeriesSinkConfig(with("url", url)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("url")
                    .hasMessageContaining("http://host:port");
        }
    }

    @Test
    void aTopicWithoutATableIsNamed() {
        assertThatThrownBy(() -> new TimeSeriesSinkConfig(with("topics", "readings, sensor-readings")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sensor-readings")
                .hasMessageContaining("player-metrics");
    }

    @Test
    void thePasswordIsNotShown() {
        TimeSeriesSinkConfig config = new TimeSeriesSinkConfig(with("password", "hush"));

        assertThat(config.address().password()).isEqualTo("hush");
        assertThat(config.address().toString() + config.values()).doesNotContain("hush");
    }

    @Test
    void connectFindsTheSinkByItsServiceFile() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(TimeSeriesSink.class);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(key, value);
        return settings;
    }
}
