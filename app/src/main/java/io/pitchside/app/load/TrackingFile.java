package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup;

/**
 * A recorded match that can be loaded. It was read through once when it was opened, so it is known to be readable.
 * Immutable.
 */
public interface TrackingFile {
    /** What the format is called. */
    String format();

    /** What the match is called if nobody says otherwise: the name of the file or its folder. */
    String matchId();

    /** Whether other files hold the rest of the same match (one file per player or per side). */
    default boolean partOfMatch() {
        return false;
    }

    /** How many lines the file has. */
    long lines();

    /** Who played, as far as the files say it; the status is live. */
    MatchSetup setup(String matchId);

    /** The items of the file from its beginning. */
    LoadItems items(String matchId) throws LoadException;
}
