package io.pitchside.app.load;

/** A place on flat ground: metres from an origin, {@code y} to the left of {@code x} as seen from above. */
record Metres(double x, double y) {
    /** Behind a tenth of a millimetre there is only the noise of the arithmetic. */
    private static final double PER_TENTH_MILLIMETRE = 1e4;

    double distanceTo(Metres other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    Metres rounded() {
        return new Metres(rounded(x), rounded(y));
    }

    /** Adding nothing makes 0 of -0. */
    private static double rounded(double metres) {
        return Math.rint(metres * PER_TENTH_MILLIMETRE) / PER_TENTH_MILLIMETRE + 0.0;
    }
}
