package io.pitchside.app.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TangentPlaneTest {
    /** Lengths of a hundredth of a degree, from the published tables of the WGS 84 ellipsoid (a degree, metres). */
    @ParameterizedTest
    @CsvSource({"0, 110574, 111320", "15, 110649, 107550", "45, 111132, 78847", "60, 111412, 55800", "75, 111618, 28902"
    })
    void aHundredthOfADegreeIsAsLongAsTheTablesSay(double lat, double degreeOfLat, double degreeOfLon) {
        TangentPlane plane = TangentPlane.touching(new Fix(lat, 7));

        assertThat(plane.at(new Fix(lat + 0.005, 7)).y()
                        - plane.at(new Fix(lat - 0.005, 7)).y())
                .isCloseTo(degreeOfLat / 100, within(0.01));
        assertThat(plane.at(new Fix(lat, 7.005)).x()
                        - plane.at(new Fix(lat, 6.995)).x())
                .isCloseTo(degreeOfLon / 100, within(0.01));
    }

    @Test
    void theOriginIsZeroAndNorthIsUp() {
        TangentPlane plane = TangentPlane.touching(new Fix(-33.8, 151.2));

        assertThat(plane.at(new Fix(-33.8, 151.2)).rounded()).isEqualTo(new Metres(0, 0));
        assertThat(plane.at(new Fix(-33.7, 151.2)).y()).isPositive();
        assertThat(plane.at(new Fix(-33.8, 151.3)).x()).isPositive();
    }
}
