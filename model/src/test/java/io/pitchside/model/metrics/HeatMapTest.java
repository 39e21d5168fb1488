package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void aPositionCountsForTheCellItIsIn() {
        HeatMap map = new HeatMap(Pitch.STANDARD);

        // Cells are 5 m by 68/14 = 4.857 m.
        map.add(0, 0);
        map.add(4.99, 4.85);
        map.add(5, 4.86);
        map.add(52.5, 34);

        assertThat(map.seconds()[0][0]).isEqualTo(2);
        assertThat(map.seconds()[1][1]).isEqualTo(1);
        assertThat(map.seconds()[7][10]).isEqualTo(1);
        assertThat(map.total()).isEqualTo(4);
    }

    @Test
    void whoIsOutsideTheLinesIsAtTheEdge() {
        HeatMap map = new HeatMap(Pitch.STANDARD);

        map.add(-3, 30);
        map.add(105, 68);
        map.add(400, -200);

        assertThat(map.seconds()[6][0]).isEqualTo(1);
        assertThat(map.seconds()[HeatMap.ROWS - 1][HeatMap.COLUMNS - 1]).isEqualTo(1);
        assertThat(map.seconds()[0][HeatMap.COLUMNS - 1]).isEqualTo(1);
    }

    @Test
    void cellsFollowTheSizeOfThePitch() {
        HeatMap map = new HeatMap(new Pitch(42, 28));

        map.add(41, 27);

        assertThat(map.seconds()[13][20]).isEqualTo(1);
    }

    @Test
    void everySecondIsInOneCellAndTheAnswerIsACopy() {
        HeatMap map = new HeatMap(Pitch.STANDARD);
        for (int i = 0; i < 1_000; i++) {
            map.add(i * 0.13 - 5, i * 0.07);
        }
        map.seconds()[0][0] = 99;

        assertThat(Arrays.stream(map.seconds()).flatMapToLong(Arrays::stream).sum())
                .isEqualTo(1_000);
    }
}
