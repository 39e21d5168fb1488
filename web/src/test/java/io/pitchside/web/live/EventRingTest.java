package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private final EventRing ring = new EventRing(new StreamPosition(0, 100, 50), 40);

    @Test
    void handsOverWhatComesBehindAPosition() {
        ring.addPositions(110, bytes("a"));
        ring.addSeconds(51, bytes("s-medical"), bytes("s"));
        ring.addPositions(120, bytes("b"));

        assertThat(since(110, 50, false)).containsExactly("s", "b");
        assertThat(since(110, 51, true)).containsExactly("b");
        assertThat(since(100, 50, true)).containsExactly("a", "s-medical", "b");
    }

    @Test
    void coversNothingFromBeforeItBegan() {
        assertThat(ring.covers(new StreamPosition(0, 99, 50))).isFalse();
        assertThat(ring.covers(new StreamPosition(0, 100, 49))).isFalse();
        assertThat(ring.covers(new StreamPosition(0, 100, 50))).isTrue();
    }

    @Test
    void whatWasDroppedForRoomIsNoLongerCovered() {
        ring.addPositions(110, bytes("x".repeat(30)));
        ring.addPositions(120, bytes("y".repeat(30)));

        assertThat(ring.covers(new StreamPosition(0, 109, 50))).isFalse();
        assertThat(ring.covers(new StreamPosition(0, 110, 50))).isTrue();
        assertThat(ring.bytes()).isLessThanOrEqualTo(40);
    }

    private List<String> since(long sensorNext, long metricsNext, boolean medical) {
        List<String> events = new ArrayList<>();
        ring.since(
                new StreamPosition(0, sensorNext, metricsNext), medical, event -> events.add(new String(event, UTF_8)));
        return events;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
