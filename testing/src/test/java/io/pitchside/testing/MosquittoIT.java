package io.pitchside.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MosquittoIT {
    @RegisterExtension
    static final Mosquitto broker = Mosquitto.broker();

    @Test
    void brokerAcknowledgesWhatTheClientPublishes() {
        int exitCode = Mosquitto.publish(broker.port(), "a/b", "{}", "-V", "mqttv5");

        assertThat(exitCode).isZero();
    }

    @Test
    void brokerComesBackOnTheSamePortAfterAKill() {
        broker.kill9();
        int whileDown = Mosquitto.publish(broker.port(), "a/b", "{}");
        broker.start();
        int after = Mosquitto.publishLines(broker.port(), "a/b", List.of("1", "2", "3"));

        assertThat(whileDown).isNotZero();
        assertThat(after).isZero();
    }
}
