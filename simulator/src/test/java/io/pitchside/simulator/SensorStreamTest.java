package io.pitchside.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.simulator.SensorStream.Packing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SensorStreamTest {
    private static final Faults MANY = Faults.seeded(9)
            .withDuplicates(0.05, Duration.ofSeconds(1))
            .withDisorder(Duration.ofMillis(200))
            .withLate(0.01, Duration.ofSeconds(1), Duration.ofSeconds(20))
            .withGarbage(0.02, Set.of(Garbage.values()));

    @ParameterizedTest
    @EnumSource(Packing.class)
    void theSameSeedGivesTheSameBytes(Packing packing) throws NoSuchAlgorithmException {
        String first = fingerprint(stream(4, packing, MANY));
        String second = fingerprint(stream(4, packing, MANY));
        String other = fingerprint(stream(5, packing, MANY));

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    /** If this fails on purpose, the simulated match has changed: put the new value here. */
    @Test
    void theBytesOfAMatchAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
        assertThat(fingerprint(stream(1, Packing.FRAME, Faults.none()))).isEqualTo("3b19731466576ff7");
    }

    @Test
    void singleReadingsAreReadableAndNameTheirPlayer() {
        SensorStream stream = stream(2, Packing.READING, Faults.none());
        ReadingScanner scanner = new ReadingScanner();
        long count = 0;

        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            boolean fine = scanner.scan(message.payload(), 0, message.payload().length)
                    && scanner.playerId().equals(message.playerId())
                    && scanner.ts() == message.ts()
                    && message.ts() == message.dueAt();
            assertThat(fine).as(message::toString).isTrue();
            count++;
        }

        assertThat(count).isEqualTo(270 * 20 * 23);
        assertThat(stream.tally().readings()).isEqualTo(count);
        assertThat(stream.tally().allMessages()).isEqualTo(count);
    }

    @Test
    void aFrameHoldsTheReadingsOfOneInstant() {
        SensorMessage frame = stream(2, Packing.FRAME, Faults.none()).next();

        assertThat(frame.playerId()).isNull();
        assertThat(frame.readings()).isEqualTo(23);
        assertThat(new String(frame.payload(), UTF_8))
                .startsWith("[{\"player_id\":\"home_1\",\"sensor_id\":\"tag-01\",\"seq\":0,\"ts\":" + Plans.KICK_OFF)
                .endsWith("}]")
                .contains("\"player_id\":\"ball\"", "\"z\":", "\"hr\":");
    }

    @Test
    void faultsHitExactlyTheirShare() {
        SensorStream stream = stream(3, Packing.FRAME, MANY);
        long messages = 0;
        long garbage = 0;
        long readings = 0;

        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            messages++;
            garbage += message.readings() == 0 ? 1 : 0;
            readings += message.readings();
        }

        FaultTally tally = stream.tally();
        assertThat(tally.messages()).isEqualTo(5400);
        assertThat(tally.duplicateMessages()).isCloseTo(270, within(1L));
        assertThat(tally.lateMessages()).isCloseTo(54, within(1L));
        assertThat(tally.garbageMessages()).isCloseTo(108, within(1L)).isEqualTo(garbage);
        assertThat(tally.garbage()).hasSize(Garbage.values().length);
        assertThat(messages).isEqualTo(tally.allMessages());
        assertThat(readings).isEqualTo(tally.readings() + tally.duplicateReadings());
    }

    @Test
    void oneFaultDoesNotChangeWhomAnotherOneHits() {
        Faults duplicatesOnly = Faults.seeded(9).withDuplicates(0.05, Duration.ZERO);
        Faults withGarbage = duplicatesOnly.withGarbage(0.10, Set.of(Garbage.RANDOM_BYTES));

        assertThat(repeated(stream(3, Packing.FRAME, withGarbage)))
                .isEqualTo(repeated(stream(3, Packing.FRAME, duplicatesOnly)));
    }

    @Test
    void messagesComeInTheOrderInWhichTheyAreDue() {
        SensorStream stream = stream(3, Packing.READING, MANY);
        long dueAt = 0;
        long backwards = 0;
        long longestMs = 0;
        boolean disordered = false;
        long ts = 0;

        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            backwards += message.dueAt() < dueAt ? 1 : 0;
            longestMs = Math.max(longestMs, message.dueAt() - message.ts());
            disordered |= message.ts() < ts;
            dueAt = message.dueAt();
            ts = message.ts();
        }

        assertThat(backwards).isZero();
        assertThat(longestMs).isBetween(15_000L, 20_200L);
        assertThat(disordered).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Garbage.class)
    void garbageIsNeverAReading(Garbage kind) {
        Faults faults = Faults.seeded(1).withGarbage(0.1, Set.of(kind));
        SensorStream stream = stream(6, Packing.READING, faults);
        ReadingScanner scanner = new ReadingScanner();
        long refused = 0;
        long misjudged = 0;

        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            boolean usable = scanner.scan(message.payload(), 0, message.payload().length);
            misjudged += usable == (message.readings() == 1) ? 0 : 1;
            refused += usable ? 0 : 1;
        }

        assertThat(misjudged).isZero();
        assertThat(refused).isCloseTo(270 * 20 * 23 / 10, within(1L));
    }

    @Test
    void sensorFaultsHitOneSensorFromTheirMomentOn() {
        long moment = Plans.KICK_OFF + 60_000;
        Faults faults = Faults.none()
                .withSensors(List.of(
                        new SensorFault.ClockAhead("tag-02", moment, 3_600_000),
                        new SensorFault.Reboot("tag-03", moment, 2_000),
                        new SensorFault.Dropout("tag-04", moment, moment + 5_000)));

        Map<String, List<long[]>> bySensor = bySensor(stream(8, Packing.READING, faults));

        List<long[]> ahead = requireNonNull(bySensor.get("tag-02"));
        assertThat(ahead.get(1199)[1]).isEqualTo(moment - 50);
        assertThat(ahead.get(1200)).containsExactly(1200, moment + 3_600_000);
        List<long[]> rebooted = requireNonNull(bySensor.get("tag-03"));
        assertThat(rebooted.get(1199)[0]).isEqualTo(1199);
        assertThat(rebooted.get(1200)).containsExactly(0, moment + 2_000);
        List<long[]> dropped = requireNonNull(bySensor.get("tag-04"));
        assertThat(dropped.get(1199)[0]).isEqualTo(1199);
        assertThat(dropped.get(1200)).containsExactly(1300, moment + 5_000);
        assertThat(bySensor.get("tag-05")).hasSize(5400);
    }

    @Test
    void aFaultOfAnUnknownSensorIsRefused() {
        Faults faults = Faults.none().withSensors(List.of(new SensorFault.Reboot("tag-77", 0, 0)));

        assertThatThrownBy(() -> stream(1, Packing.FRAME, faults)).hasMessageContaining("tag-77");
    }

    private static SensorStream stream(long seed, Packing packing, Faults faults) {
        return SensorStream.of(FootballMatch.of(Plans.brief(seed)), packing, faults);
    }

    private static Map<String, List<long[]>> bySensor(SensorStream stream) {
        Map<String, List<long[]>> bySensor = new HashMap<>();
        ReadingScanner scanner = new ReadingScanner();
        while (stream.hasNext()) {
            byte[] payload = stream.next().payload();
            scanner.scan(payload, 0, payload.length);
            bySensor.computeIfAbsent(scanner.sensorId(), id -> new ArrayList<>())
                    .add(new long[] {scanner.seq(), scanner.ts()});
        }
        return bySensor;
    }

    /** The times of the frames that came twice. */
    private static List<Long> repeated(SensorStream stream) {
        Map<Long, Integer> seen = new HashMap<>();
        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            if (message.readings() > 0) {
                seen.merge(message.ts(), 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String fingerprint(SensorStream stream) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        while (stream.hasNext()) {
            SensorMessage message = stream.next();
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, message.dueAt()));
            digest.update(message.payload());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
