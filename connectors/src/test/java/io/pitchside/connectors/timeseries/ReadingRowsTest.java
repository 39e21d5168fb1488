package io.pitchside.connectors.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.stores.timeseries.LineProtocol;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingRowsTest {
    private static final String SOUND = """
            {"stadium_id":"s 1","match_id":"m1","player_id":"p1","sensor_id":"t,1","seq":7,"ts":1700000000123,\
            "x":52.50,"y":-3,"z":0.1,"speed":5,"hr":151,"lat":59.1,"lon":-10.5,"battery":0.9,\
            "partition":1,"offset":4711,"lateness_ms":12,"late":false}""";

    private final LineProtocol body = new LineProtocol();
    private final ReadingRows rows = new ReadingRows();

    @Test
    void everyFieldBecomesItsColumnAsItWasWritten() {
        assertThat(row(SOUND))
                .isEqualTo("readings,match_id=m1,player_id=p1,sensor_id=t\\,1,stadium_id=s\\ 1 seq=7i,x=52.50,y=-3,"
                        + "z=0.1,speed=5,lat=59.1,lon=-10.5,battery=0.9,hr=151i,kafka_partition=1i,"
                        + "kafka_offset=4711i,lateness_ms=12i,late=f 1700000000123000000\n");
    }

    @Test
    void absentFieldsAreLeftOut() {
        String value =
                "{\"match_id\":\"m1\",\"player_id\":\"p1\",\"sensor_id\":\"p1\",\"seq\":0,\"ts\":1,\"x\":0,\"y\":0,"
                        + "\"partition\":0,\"offset\":0,\"lateness_ms\":0,\"late\":true}";

        assertThat(row(value))
                .isEqualTo("readings,match_id=m1,player_id=p1,sensor_id=p1 seq=0i,x=0,y=0,kafka_partition=0i,"
                        + "kafka_offset=0i,lateness_ms=0i,late=t 1000000\n");
    }

    @Test
    void warmUpRowsGoToTheTwin() {
        assertThat(row(SOUND.replace("\"m1\"", "\"_warm-up-7\""))).startsWith("readings_warm_up,match_id=_warm-up-7,");
        assertThat(row(SOUND.replace("\"m1\"", "\"_warm-up\""))).startsWith("readings,");
    }

    @Test
    void anEndInAnotherFormIsReadAsWell() {
        String spaced = SOUND.replace(":", " : ").replace(",\"", " ,\n \"");
        String reordered = SOUND.replace("\"partition\":1,", "").replace("{\"st", "{\"partition\":1,\"st");
        String longer = SOUND.replace("false}", "false,\"unknown\":{\"partition\":9,\"late\":true}}");

        for (String value : new String[] {spaced, reordered, longer}) {
            assertThat(row(value))
                    .endsWith(
                            ",hr=151i,kafka_partition=1i,kafka_offset=4711i,lateness_ms=12i,late=f 1700000000123000000\n");
        }
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, 3, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatTheJobWritesIsReadAsItMeans(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            AcceptedReading reading = reading(random);

            String row = row(new String(EventJson.bytes(reading), UTF_8));

            assertThat(row)
                    .as("reading %s%nreplay: -Dtest=ReadingRowsTest -Dpitchside.seed=%d", reading, seed)
                    .contains(",player_id=" + reading.playerId() + ",")
                    .contains(" seq=" + reading.seq() + "i,")
                    .contains(",kafka_partition=" + reading.partition() + "i,kafka_offset=" + reading.offset()
                            + "i,lateness_ms=" + reading.latenessMs() + "i,late=" + (reading.late() ? "t " : "f "))
                    .endsWith(" " + reading.ts() + "000000\n");
            assertThat(row.contains(",hr=")).isEqualTo(reading.hr() != null);
            assertThat(Double.parseDouble(row.replaceAll("(?s).*,x=([^,]*),.*", "$1")))
                    .isEqualTo(reading.x());
        }
    }

    private static AcceptedReading reading(Random random) {
        boolean accelerated = random.nextBoolean();
        return new AcceptedReading(
                random.nextBoolean() ? "stadium" : null,
                "m" + random.nextInt(3),
                random.nextBoolean() ? "p" + random.nextInt(30) : "spieler-ä" + random.nextInt(9),
                "s",
                random.nextInt(1_000_000),
                1 + Math.abs(random.nextLong() % 4_000_000_000_000L),
                random.nextInt(4) == 0 ? random.nextGaussian() * 1e-7 : random.nextInt(20_000) / 100.0 - 50,
                random.nextDouble() * 68,
                random.nextBoolean() ? random.nextDouble() : null,
                random.nextBoolean() ? random.nextDouble() * 10 : null,
                random.nextBoolean() ? 60 + random.nextInt(120) : null,
                random.nextBoolean() ? 59.0 : null,
                random.nextBoolean() ? 10.0 : null,
                accelerated ? 0.25 : null,
                accelerated ? -1.5 : null,
                accelerated ? 0.98 : null,
                random.nextBoolean() ? 0.5 : null,
                random.nextInt(64),
                Math.abs(random.nextLong() >> random.nextInt(63)) % 1_000_000_000_000_000L,
                random.nextInt(100_000),
                random.nextBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "[]",
                "{}",
                "{\"seq\":1,\"ts\":1,\"x\":0,\"y\":0,\"partition\":0,\"offset\":0,\"lateness_ms\":0,\"late\":true}",
                "{\"match_id\":\"m\",\"player_id\":\"p\",\"sensor_id\":\"s\",\"seq\":1,\"ts\":1,\"x\":0,\"y\":0}",
                "{\"match_id\":\"m\",\"player_id\":\"p\",\"sensor_id\":\"s\",\"seq\":1,\"ts\":1,\"x\":0,\"y\":0,"
                        + "\"partition\":0,\"offset\":-1,\"lateness_ms\":0,\"late\":true}",
                "{\"match_id\":\"m\",\"player_id\":\"p\",\"sensor_id\":\"s\",\"seq\":1,\"ts\":1,\"x\":0,\"y\":0,"
                        + "\"partition\":0,\"offset\":0,\"lateness_ms\":0,\"late\":\"true\"}",
                "{\"match_id\":\"m\",\"player_id\":\"p\",\"sensor_id\":\"s\",\"seq\":1,\"ts\":1,\"x\":0,\"y\":0,"
                        + "\"partition\":0,\"offset\":0,\"lateness_ms\":0,\"late\":true} x",
            })
    void whatIsNoAcceptedReadingIsRefusedAndLeavesNothing(String value) {
        assertThatThrownBy(() -> rows.append(value.getBytes(UTF_8), body)).isInstanceOf(UnreadableEventException.class);

        assertThat(body.bytes()).isZero();
    }

    private String row(String value) {
        body.clear();
        rows.append(value.getBytes(UTF_8), body);
        assertThat(body.rows()).isEqualTo(1);
        return body.text(0, 1);
    }
}
