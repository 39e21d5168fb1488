package io.pitchside.app.load;

/** Makes metres of latitude and longitude. */
interface Ground {
    Metres at(Fix fix);
}
