package io.pitchside.app.load;

/** A position that satellites gave: WGS 84, degrees. */
record Fix(double lat, double lon) {
    /** Receivers without a fix write zeros; nobody plays there. */
    boolean none() {
        return lat == 0 && lon == 0;
    }
}
