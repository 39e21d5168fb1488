package io.pitchside.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitchside.model.topic.Topic.Cleanup;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Sensor", "sensor_readings", "-x", "a.b", "a b"})
    void nameThatTheFieldWouldNotUseIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic(name, "key", 1, Cleanup.DELETE))
                .withMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1025})
    void partitionCountOutsideItsLimitsIsRefused(int partitions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic("readings", "key", partitions, Cleanup.DELETE))
                .withMessageContaining("allowed are 1 to 1024");
    }

    /** Stored data depends on these values: a match would split into two logs if they ever changed. */
    @ParameterizedTest
    @CsvSource({"m1, 2, 0", "m1, 7, 5", "demo, 2, 1", "2013-11-07-tromso, 2, 1", "'', 3, 0"})
    void partitionOfAMatchNeverChanges(String matchId, int partitions, int partition) {
        assertThat(Topic.partitionOf(matchId, partitions)).isEqualTo(partition);
    }

    @Test
    void matchesSpreadOverAllPartitions() {
        int[] matches = new int[8];

        IntStream.range(0, 8_000).forEach(i -> matches[Topic.partitionOf("match-" + i, 8)]++);

        assertThat(Arrays.stream(matches).min().orElseThrow()).isGreaterThan(700);
    }
}
