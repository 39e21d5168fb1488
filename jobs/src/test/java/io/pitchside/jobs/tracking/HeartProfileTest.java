package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartProfileTest {
    @ParameterizedTest
    @CsvSource({
        "97, -1", "98, 0", "116, 0", "117, 1", "136, 1", "137, 2", "155, 2", "156, 3", "175, 3", "176, 4", "195, 4",
        "240, 4"
    })
    void aZoneBeginsAtItsShareOfTheMaximum(int hr, int zone) {
        assertThat(profile("f", 195, 60).zoneOf(hr)).isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"male", "M", "men", " Male "})
    void menHaveBanistersFirstCoefficients(String sex) {
        HeartProfile profile = profile(sex, 200, 50);

        double r = 70 / 150.0;
        assertThat(profile.banisterPerMinute(120)).isCloseTo(r * 0.64 * Math.exp(1.92 * r), within(1e-9));
        assertThat(profile.banisterPerMinute(180)).isCloseTo(2.9288564411763085, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"female", "F", "women"})
    void womenHaveTheOthers(String sex) {
        HeartProfile profile = profile(sex, 200, 50);

        assertThat(profile.banisterPerMinute(120)).isCloseTo(0.8749140653744677, within(1e-9));
        assertThat(profile.banisterPerMinute(180)).isCloseTo(3.1689794625675574, within(1e-9));
    }

    @Test
    void theReserveStaysBetweenRestAndMaximum() {
        HeartProfile profile = profile("male", 200, 50);

        assertThat(profile.banisterPerMinute(40)).isZero();
        assertThat(profile.banisterPerMinute(230)).isEqualTo(profile.banisterPerMinute(200));
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(profile("male", null, 50).knowsMaximum()).isFalse();
        assertThat(profile("male", 0, 50).knowsMaximum()).isFalse();
        assertThat(profile("male", 200, null).knowsImpulse()).isFalse();
        assertThat(profile("male", 200, 200).knowsImpulse()).isFalse();
        assertThat(profile("x", 200, 50).knowsImpulse()).isFalse();
        assertThat(profile(null, 200, 50).knowsImpulse()).isFalse();
        assertThat(profile(null, 200, 50).knowsMaximum()).isTrue();
    }

    private static HeartProfile profile(@Nullable String sex, @Nullable Integer max, @Nullable Integer rest) {
        return HeartProfile.of(new Player("p", Side.HOME, null, null, null, sex, List.of(), max, rest));
    }
}
