package io.pitchside.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {
    @Test
    void itsTextIsReadBack() {
        StreamPosition position = new StreamPosition(3, 123, 55);

        assertThat(position).hasToString("sensor-readings/3:123,player-metrics/3:55");
        assertThat(StreamPosition.parse(position.toString())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "sensor-readings/0:1",
                "sensor-readings/0:1,player-metrics/1:1",
                "sensor-readings/0:-1,player-metrics/0:1",
                "sensor-readings/0:99999999999999999999,player-metrics/0:1",
                "sensor-readings/0:1,player-metrics/0:1\n"
            })
    void anythingElseIsNoPosition(String text) {
        assertThat(StreamPosition.parse(text)).isEmpty();
    }
}
