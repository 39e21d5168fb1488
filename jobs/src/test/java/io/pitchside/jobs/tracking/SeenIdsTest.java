package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.jobs.tracking.SeenIds.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeenIdsTest {
    static List<Long> seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(System.nanoTime()))
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersLikeAPlainMap(long seed) throws IOException {
        Random random = new Random(seed);
        Map<List<Long>, Byte> plain = new HashMap<>();
        SeenIds ids = new SeenIds();
        long ts = 1_000_000;
        long seq = 0;
        for (int i = 0; i < 5_000; i++) {
            long idTs = ts;
            long idSeq = seq;
            switch (random.nextInt(12)) {
                case 0 -> { // anything seen long ago, or never
                    idTs = 1_000_000 - 500 + random.nextLong(ts - 1_000_000 + 1000);
                    idSeq = random.nextInt((int) seq + 2);
                }
                case 1 -> idTs = ts - random.nextInt(3_000);
                case 2 -> seq = 0;
                default -> {
                    ts += 50 + random.nextInt(9) - 4 + (random.nextInt(300) == 0 ? 900_000 : 0);
                    seq++;
                    idTs = ts;
                    idSeq = seq;
                }
            }
            byte fingerprint = (byte) random.nextInt(3);
            Byte before = plain.putIfAbsent(List.of(idTs, idSeq), fingerprint);
            Answer expected = before == null ? Answer.NEW : before == fingerprint ? Answer.REPEAT : Answer.CONFLICT;

            assertThat(ids.add(idTs, idSeq, fingerprint))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(expected);

            if (random.nextInt(500) == 0) {
                ids = random.nextBoolean() ? ids.copy() : written(ids);
            }
        }
        assertThat(ids.size()).isEqualTo(plain.size());
    }

    @Test
    void copiesDoNotDisturbEachOther() {
        SeenIds original = new SeenIds();
        for (int i = 0; i < 1_000; i++) {
            original.add(i * 50L, i, (byte) 0);
        }

        SeenIds copy = original.copy();
        copy.add(25, 7, (byte) 0);

        assertThat(original.add(25, 7, (byte) 0)).isEqualTo(Answer.NEW);
        assertThat(copy.add(25, 7, (byte) 0)).isEqualTo(Answer.REPEAT);
    }

    @Test
    void aRegularSensorTakesTwoBytesAnId() {
        SeenIds ids = new SeenIds();
        for (int i = 0; i < 108_000; i++) {
            ids.add(1_700_000_000_000L + i * 50L, i, (byte) i);
        }

        assertThat(ids.codedBytes()).isLessThan(108_000 * 21 / 10);
    }

    private static SeenIds written(SeenIds ids) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ids.writeTo(new DataOutputStream(bytes));
        return SeenIds.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
