package io.pitchside.model.tracking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final AlertRules D = AlertRules.DEFAULT;

    @Test
    void aRuleThatWouldBeOverBeforeItIsRaisedIsRefused() {
        assertThatThrownBy(() -> heartRate(0.85, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alert rules: heart-rate clear share 0.9: above 0, at most the share 0.85");
    }

    @Test
    void sharesArePartsOfOne() {
        assertThatThrownBy(() -> heartRate(1.01, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> heartRate(Double.NaN, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> heartRate(0.9, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSprintWindowHasWholeSeconds() {
        assertThatThrownBy(() -> new AlertRules(
                        D.heartRateShare(),
                        D.heartRateClearShare(),
                        D.heartRateMsMin(),
                        1_500,
                        D.sprintFactor(),
                        D.sprintFloorM(),
                        D.sprintDataMsMin(),
                        D.sprintClearShare(),
                        D.silentMs(),
                        D.frozenM(),
                        D.frozenMs(),
                        D.frozenMovedM()))
                .hasMessageContaining("sprint window 1500 ms: whole seconds");
    }

    private static AlertRules heartRate(double share, double clearShare) {
        return new AlertRules(
                share,
                clearShare,
                D.heartRateMsMin(),
                D.sprintWindowMs(),
                D.sprintFactor(),
                D.sprintFloorM(),
                D.sprintDataMsMin(),
                D.sprintClearShare(),
                D.silentMs(),
                D.frozenM(),
                D.frozenMs(),
                D.frozenMovedM());
    }
}
