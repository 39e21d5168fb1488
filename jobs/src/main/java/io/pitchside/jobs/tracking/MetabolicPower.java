package io.pitchside.jobs.tracking;

/**
 * Metabolic power from speed and acceleration: accelerating on the flat is taken to cost what running uphill at an even
 * speed costs ("equivalent slope").
 *
 * <pre>
 *   ES = a/g + k·v²/g            k = 0.0037 (air), g = 9.80665
 *   EM = √(ES² + 1)              equivalent mass
 *   v_tr = −107.05·ES⁵ + 113.13·ES⁴ − 1.13·ES³ − 15.84·ES² − 1.7·ES + 2.27
 *   running where v ≥ v_tr or v > 2.5 m/s, or where ES is outside −0.3 … 0.4:
 *     C = (−8.34·ES + 3.6·e^(13·ES))·EM    ES &lt; 0
 *     C = (39.5·ES + 3.6·e^(−4·ES))·EM     ES ≥ 0
 *   walking: C = polynomial of v·EM, linear in ES between the rows of the table
 *   P = C·v
 * </pre>
 *
 * <p>Sources: di Prampero and Osgnach 2018 (10.1055/a-0592-7660) for ES, EM, v_tr and walking; Minetti and Parvei 2018
 * (10.1242/jeb.182303) for running; as in the open-source library floodlight, but in watts per kilogram whatever the
 * sampling rate is.
 *
 * <p>An <em>estimate</em>, and disputed: errors of 6 to 52 % are reported, and it needs at least 10 readings a second
 * (PMC9729919). Walking was measured on slopes of −0.3 to 0.4; its polynomials say thousands of watts beyond, where
 * somebody brakes or starts hard, so there the cost of running stands. Pure.
 */
final class MetabolicPower {
    static final double GRAVITY_MPS2 = 9.80665;
    private static final double AIR = 0.0037;
    private static final double WALKING_MPS_MAX = 2.5;

    private static final double SLOPE_MIN = -0.3;
    private static final double SLOPE_MAX = 0.4;
    private static final double ROWS_PER_SLOPE = 10;
    /** Coefficients of v⁴, v³, v², v and 1 for the slopes -0.3, -0.2, … 0.4. */
    private static final double[][] WALKING = {
        {0.28, -1.66, 3.81, -3.96, 4.01},
        {0.03, -0.15, 0.98, -2.25, 3.14},
        {0.69, -3.21, 5.94, -5.07, 2.79},
        {1.25, -6.57, 13.14, -11.15, 5.35},
        {0.68, -4.17, 10.17, -10.31, 8.66},
        {3.80, -14.91, 22.94, -14.53, 11.24},
        {44.95, -122.88, 126.94, -57.46, 21.39},
        {94.62, -213.94, 184.43, -68.49, 25.04}
    };

    private MetabolicPower() {}

    /** Watts per kilogram of body mass; 0 for somebody who stands. */
    static double power(double speedMps, double accelerationMps2) {
        return speedMps == 0 ? 0 : costOfTransport(speedMps, accelerationMps2) * speedMps;
    }

    /** Joules per kilogram and metre. */
    static double costOfTransport(double speedMps, double accelerationMps2) {
        double slope = equivalentSlope(speedMps, accelerationMps2);
        double mass = Math.sqrt(slope * slope + 1);
        return (runs(speedMps, slope) ? running(slope) : walking(speedMps, slope)) * mass;
    }

    static double equivalentSlope(double speedMps, double accelerationMps2) {
        return accelerationMps2 / GRAVITY_MPS2 + AIR * speedMps * speedMps / GRAVITY_MPS2;
    }

    private static boolean runs(double v, double slope) {
        if (v > WALKING_MPS_MAX || slope < SLOPE_MIN || slope > SLOPE_MAX) {
            return true;
        }
        double transition =
                ((((-107.05 * slope + 113.13) * slope - 1.13) * slope - 15.84) * slope - 1.7) * slope + 2.27;
        return v >= transition;
    }

    private static double running(double slope) {
        return slope < 0 ? -8.34 * slope + 3.6 * Math.exp(13 * slope) : 39.5 * slope + 3.6 * Math.exp(-4 * slope);
    }

    private static double walking(double v, double slope) {
        double at = (slope - SLOPE_MIN) * ROWS_PER_SLOPE;
        int row = Math.min((int) at, WALKING.length - 2);
        double share = at - row;
        return (1 - share) * polynomial(WALKING[row], v) + share * polynomial(WALKING[row + 1], v);
    }

    private static double polynomial(double[] c, double v) {
        return (((c[0] * v + c[1]) * v + c[2]) * v + c[3]) * v + c[4];
    }
}
