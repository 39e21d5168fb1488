package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetabolicPowerTest {
    private static final double G = 9.80665;

    @Test
    void standingCostsNothing() {
        assertThat(MetabolicPower.power(0, 0)).isZero();
    }

    @Test
    void runningAtAnEvenSpeedCostsTheFlatGroundAndTheAir() {
        double slope = 0.0037 * 9 / G;

        double power = MetabolicPower.power(3, 0);

        double cost = (39.5 * slope + 3.6 * Math.exp(-4 * slope)) * Math.sqrt(slope * slope + 1);
        assertThat(power).isCloseTo(cost * 3, within(1e-9));
        assertThat(power).isCloseTo(11.056748302545456, within(1e-9));
    }

    @Test
    void walkingIsBetweenTheRowsOfTheTable() {
        double v = 1.3;
        double slope = 0.0037 * v * v / G;

        double power = MetabolicPower.power(v, 0);

        double flat = 1.25 * Math.pow(v, 4) - 6.57 * Math.pow(v, 3) + 13.14 * v * v - 11.15 * v + 5.35;
        double uphill = 0.68 * Math.pow(v, 4) - 4.17 * Math.pow(v, 3) + 10.17 * v * v - 10.31 * v + 8.66;
        double cost = flat * (1 - slope * 10) + uphill * slope * 10;
        assertThat(power).isCloseTo(cost * Math.sqrt(slope * slope + 1) * v, within(1e-9));
    }

    /** The published formulas, evaluated by an independent program. */
    @ParameterizedTest
    @CsvSource({
        "1.3, 0, 2.8817617420468613",
        "1.3, 0.5, 4.894959919626969",
        "1.0, -1.5, 1.4776445174426316",
        "2.0, -4, 7.3561586875743075",
        "2.5, 0, 9.148394925355355",
        "4, 3, 55.962143159484775",
        "6, -3, 15.7438190937545",
        "8, 0, 33.788656807882354",
        "1.2, 4.5, 24.721244765233106",
        "0.5, 5, 11.56830729510435",
        "1.5, 7, 52.42511130356041"
    })
    void speedAndAccelerationGiveThePublishedPower(double speed, double acceleration, double power) {
        assertThat(MetabolicPower.power(speed, acceleration)).isCloseTo(power, within(1e-9));
    }

    @Test
    void theCostHasNoStepsBetweenTheRowsOfTheWalkingTable() {
        for (int row = -2; row <= 3; row++) {
            double edge = row / 10.0 * G - 0.0037;

            double below = MetabolicPower.costOfTransport(1, edge - 1e-9);
            double above = MetabolicPower.costOfTransport(1, edge + 1e-9);

            // At 0.3 and 1 m/s walking turns into running, which the model itself makes a step of.
            if (row < 3) {
                assertThat(above).isCloseTo(below, within(1e-6));
            }
        }
    }
}
