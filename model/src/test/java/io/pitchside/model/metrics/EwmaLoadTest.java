package io.pitchside.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EwmaLoadTest {
    @Test
    void theMeansFollowTheirRecursion() {
        EwmaLoad load = EwmaLoad.of(new TreeMap<>(Map.of(100L, 400.0, 102L, 800.0)), 102);

        // λ(7) = 1/4: 400; 400 * 3/4 = 300; 800/4 + 300 * 3/4 = 425.
        assertThat(load.days().stream().map(EwmaLoad.Day::ewma7)).containsExactly(400.0, 300.0, 425.0);
        assertThat(load.days().stream().map(EwmaLoad.Day::value)).containsExactly(400.0, 0.0, 800.0);
        // λ(28) = 2/29: 400 * 27/29, then 800 * 2/29 + that * 27/29.
        assertThat(load.days().get(2).ewma28()).isCloseTo(800 * 2 / 29.0 + 400 * 27 / 29.0 * 27 / 29.0, within(1e-9));
    }

    @Test
    void aConstantLoadHasTheRatioOne() {
        TreeMap<Long, Double> days = new TreeMap<>();
        for (long day = 0; day < 40; day++) {
            days.put(day, 500.0);
        }

        EwmaLoad load = EwmaLoad.of(days, 39);

        assertThat(load.acwrCoupled()).isCloseTo(1, within(1e-12));
        assertThat(load.acwrUncoupled()).isEqualTo(1);
        assertThat(load.warmedUp()).isTrue();
    }

    @Test
    void theUncoupledRatioComparesAWeekWithTheThreeBefore() {
        TreeMap<Long, Double> days = new TreeMap<>();
        for (long day = 0; day < 28; day++) {
            days.put(day, day < 21 ? 200.0 : 300.0);
        }

        assertThat(EwmaLoad.of(days, 27).acwrUncoupled()).isEqualTo(1.5);
    }

    @Test
    void thereIsNoRatioBeforeTheWarmUpIsOver() {
        TreeMap<Long, Double> days = new TreeMap<>(Map.of(0L, 500.0));

        EwmaLoad early = EwmaLoad.of(days, 26);
        EwmaLoad warm = EwmaLoad.of(days, 27);

        assertThat(early.knownDays()).isEqualTo(27);
        assertThat(early.warmedUp()).isFalse();
        assertThat(early.acwrCoupled()).isNull();
        assertThat(early.acwrUncoupled()).isNull();
        assertThat(warm.warmedUp()).isTrue();
        assertThat(warm.acwrUncoupled()).isZero();
    }

    @Test
    void restForLongHasNoRatioToDivideBy() {
        EwmaLoad load = EwmaLoad.of(new TreeMap<>(Map.of(0L, 500.0)), 60);

        assertThat(load.acwrUncoupled()).isNull();
        assertThat(load.acwrCoupled()).isPositive();
    }

    @Test
    void daysBehindTheLastOneAreLeftOutAndNoneIsNothing() {
        TreeMap<Long, Double> days = new TreeMap<>(Map.of(5L, 1.0, 9L, 2.0));

        assertThat(EwmaLoad.of(days, 7).days()).hasSize(3);
        assertThat(EwmaLoad.of(days, 4).days()).isEmpty();
        assertThat(EwmaLoad.of(new TreeMap<>(), 4).knownDays()).isZero();
    }
}
