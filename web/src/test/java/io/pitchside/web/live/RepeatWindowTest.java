package io.pitchside.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepeatWindowTest {
    private final RepeatWindow window = new RepeatWindow();

    @Test
    void aReadingThatComesTwiceIsSeenOnce() {
        assertThat(window.isNew(1, 1_000, 5)).isTrue();

        assertThat(window.isNew(1, 1_000, 5)).isFalse();
    }

    @Test
    void anotherSensorTimeOrNumberIsAnotherReading() {
        window.isNew(1, 1_000, 5);

        assertThat(window.isNew(2, 1_000, 5)).isTrue();
        assertThat(window.isNew(1, 1_000, 6)).isTrue();
        assertThat(window.isNew(1, 999, 5)).isTrue();
    }

    @Test
    void aSensorThatStartedAgainAtZeroIsNotTakenForARepeat() {
        window.isNew(1, 1_000, 5);

        assertThat(window.isNew(1, 2_000, 5)).isTrue();
    }

    @Test
    void theWindowAgreesWithASetAsLongAsItIsWideEnough() {
        Random random = new Random(3);
        Set<String> set = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long sensor = random.nextInt(2);
            long ts = 1_000L + random.nextInt(60);
            long seq = random.nextInt(3);

            assertThat(window.isNew(sensor, ts, seq)).isEqualTo(set.add(sensor + "/" + ts + "/" + seq));
        }
    }
}
