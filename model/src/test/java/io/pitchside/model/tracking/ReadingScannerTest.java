package io.pitchside.model.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.event.ReadingProblem;
import io.pitchside.model.tracking.ReadingScanner.Slice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingScannerTest {
    private static final int RECORDS_PER_SEED = 2_000;
    private static final String SOUND = "{\"seq\":7,\"ts\":1700000000000,\"x\":52.5,\"y\":34}";

    private final ReadingScanner scanner = new ReadingScanner();

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, 3, System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scannerAgreesWithJacksonOnEveryRecord(long seed) {
        RecordDice dice = new RecordDice(seed);
        int accepted = 0;

        for (int i = 0; i < RECORDS_PER_SEED; i++) {
            byte[] record = dice.next();
            PlainReading expected = PlainReading.of(record);
            PlainReading actual = scan(record);
            assertThat(actual)
                    .as(
                            "record %d: %s%nreplay: ./pitchside test -- -pl model -Dtest=ReadingScannerTest -Dpitchside.seed=%d",
                            i, new String(record, UTF_8), seed)
                    .isEqualTo(expected);
            accepted += expected.problem() == null ? 1 : 0;
        }

        assertThat(accepted).as("records that are readings").isBetween(RECORDS_PER_SEED / 4, RECORDS_PER_SEED * 3 / 4);
    }

    /** What the scanner says, read from its slices where they stand in a larger buffer. */
    private PlainReading scan(byte[] record) {
        byte[] buffer = new byte[record.length + 7];
        Arrays.fill(buffer, (byte) '7');
        System.arraycopy(record, 0, buffer, 3, record.length);
        if (!scanner.scan(buffer, 3, 3 + record.length)) {
            return new PlainReading(scanner.problem(), Map.of(), Map.of());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Slice slice : Slice.values()) {
            if (scanner.has(slice) && slice.compareTo(Slice.SENSOR_ID) <= 0) {
                texts.put(slice.jsonName(), text(slice));
            } else if (scanner.has(slice)) {
                numbers.put(slice.jsonName(), Double.parseDouble(text(slice)));
            }
        }
        assertThat(scanner.seq()).isEqualTo(Long.parseLong(text(Slice.SEQ_NUMBER)));
        assertThat(scanner.ts()).isEqualTo(Long.parseLong(text(Slice.TIME)));
        assertThat(scanner.x()).isEqualTo(numbers.get("x"));
        assertThat(scanner.y()).isEqualTo(numbers.get("y"));
        if (scanner.hasHr()) {
            assertThat(text(Slice.HEART_RATE)).isEqualTo(Integer.toString(scanner.hr()));
        }
        return new PlainReading(null, texts, numbers);
    }

    private String text(Slice slice) {
        return new String(scanner.buffer(), scanner.start(slice), scanner.end(slice) - scanner.start(slice), UTF_8);
    }

    static Stream<Arguments> refusedRecords() {
        return Stream.of(
                Arguments.of("", ReadingProblem.INVALID_JSON, 0),
                Arguments.of("[]", ReadingProblem.INVALID_JSON, 0),
                Arguments.of("{\"seq\":7", ReadingProblem.INVALID_JSON, 8),
                Arguments.of(SOUND + "}", ReadingProblem.INVALID_JSON, SOUND.length()),
                Arguments.of(SOUND + "{}", ReadingProblem.INVALID_JSON, SOUND.length()),
                Arguments.of("{\"seq\":7,\"x\":1,\"y\":1}", ReadingProblem.MISSING_FIELD, -1),
                Arguments.of("{\"seq\":7,\"ts\":null,\"x\":1,\"y\":1}", ReadingProblem.MISSING_FIELD, -1),
                Arguments.of("{\"seq\":\"7\",\"ts\":1,\"x\":1,\"y\":1}", ReadingProblem.WRONG_TYPE, 7),
                Arguments.of("{\"seq\":7.5,\"ts\":1,\"x\":1,\"y\":1}", ReadingProblem.WRONG_TYPE, 7),
                Arguments.of("{\"match_id\":5}", ReadingProblem.WRONG_TYPE, 12),
                Arguments.of("{\"x\":1,\"x\":1}", ReadingProblem.DUPLICATE_FIELD, 11),
                Arguments.of("{\"x\":null,\"x\":1}", ReadingProblem.DUPLICATE_FIELD, 14),
                Arguments.of("{\"seq\":-1,\"ts\":1,\"x\":1,\"y\":1}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"seq\":1,\"ts\":0,\"x\":1,\"y\":1}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"seq\":1,\"ts\":1700000000000000,\"x\":1,\"y\":1}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"seq\":1,\"ts\":1,\"x\":100000.1,\"y\":1}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"seq\":1,\"ts\":1,\"x\":1,\"y\":1,\"hr\":301}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"seq\":1,\"ts\":1,\"x\":1,\"y\":1,\"z\":1e999}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of(
                        "{\"seq\":1,\"ts\":1,\"x\":1,\"y\":1,\"player_id\":\"a/b\"}", ReadingProblem.OUT_OF_RANGE, -1),
                Arguments.of("{\"player_id\":\"\\udc00\"}", ReadingProblem.OUT_OF_RANGE, 13));
    }

    @ParameterizedTest
    @MethodSource("refusedRecords")
    void refusedRecordSaysWhyAndWhere(String record, ReadingProblem problem, int at) {
        byte[] buffer = ("@@" + record + "@@").getBytes(UTF_8);

        boolean usable = scanner.scan(buffer, 2, buffer.length - 2);

        assertThat(usable).isFalse();
        assertThat(scanner.problem()).isEqualTo(problem);
        assertThat(scanner.message()).isNotBlank();
        assertThat(scanner.problemAt()).isEqualTo(at);
    }

    @Test
    void aRunnerFarFromTheStartIsStillARunner() {
        scan("{\"seq\":1,\"ts\":1,\"x\":-42195.5,\"y\":100000}");

        assertThat(scanner.x()).isEqualTo(-42_195.5);
        assertThat(scanner.y()).isEqualTo(100_000);
    }

    @Test
    void aPositionTooFarOutIsToldWithItsLimit() {
        byte[] record = "{\"seq\":1,\"ts\":1,\"x\":1,\"y\":-100000.1}".getBytes(UTF_8);

        assertThat(scanner.scan(record, 0, record.length)).isFalse();
        assertThat(scanner.message())
                .isEqualTo("position 1.0, -100000.1: expected metres from the origin, at most 100000");
    }

    @ParameterizedTest
    @CsvSource({"171, 171", "171.5, 172", "1.71e2, 171", "60.4, 60", "0, 0", "-0.0, 0"})
    void heartRateIsAWholeNumberHoweverItIsWritten(String written, int heartRate) {
        scan("{\"hr\":" + written + "," + SOUND.substring(1));

        assertThat(scanner.hr()).isEqualTo(heartRate);
        assertThat(text(Slice.HEART_RATE)).isEqualTo(Integer.toString(heartRate));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.1", "52.5000001", "-3.141592653589793", "999.999999999999", "1e-7", "0.30000000000000004"})
    void positionIsTheDoubleNearestToWhatWasWritten(String written) {
        scan("{\"seq\":0,\"ts\":1,\"y\":0,\"x\":" + written + "}");

        assertThat(scanner.x()).isEqualTo(Double.parseDouble(written));
    }

    @Test
    void sliceOfAPlainRecordIsWhatTheDeviceWrote() {
        scan("{\"seq\":7,\"ts\":1700000000000,\"x\":52.50,\"y\":34,\"speed\":7.10}");

        assertThat(text(Slice.X_M)).isEqualTo("52.50");
        assertThat(text(Slice.SPEED_MPS)).isEqualTo("7.10");
        assertThat(scanner.has(Slice.Z_M)).isFalse();
    }

    @Test
    void idsAreComparedWithoutMakingStrings() {
        scan("{\"match_id\":\"m1\",\"player_id\":\"Müller\"," + SOUND.substring(1));

        assertThat(scanner.matchIdIs("m1".getBytes(UTF_8))).isTrue();
        assertThat(scanner.matchIdIs("m10".getBytes(UTF_8))).isFalse();
        assertThat(scanner.playerIdIs("Müller".getBytes(UTF_8))).isTrue();
        assertThat(scanner.hasSensorId()).isFalse();
        assertThat(scanner.sensorId()).isEmpty();
    }

    @Test
    void recordWithoutIdsAgreesWithEveryTopic() {
        scan(SOUND);

        assertThat(scanner.matchIdIs("m1".getBytes(UTF_8))).isTrue();
        assertThat(scanner.playerIdIs("7".getBytes(UTF_8))).isTrue();
    }

    @Test
    void refusedRecordLeavesNothingOfTheOneBefore() {
        scan("{\"match_id\":\"m1\",\"hr\":150," + SOUND.substring(1));

        scan("{\"match_id\":\"m2\",\"hr\":true}");

        assertThat(scanner.hasMatchId()).isFalse();
        assertThat(scanner.hasHr()).isFalse();
        assertThat(scanner.matchId()).isEmpty();
    }

    @Test
    void messageNeverRepeatsAHeartRate() {
        scan("{\"hr\":342," + SOUND.substring(1));

        assertThat(scanner.message()).contains("hr").doesNotContain("342");
    }

    private boolean scan(String record) {
        byte[] bytes = record.getBytes(UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }
}
