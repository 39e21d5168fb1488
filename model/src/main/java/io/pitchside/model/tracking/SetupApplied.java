package io.pitchside.model.tracking;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * From which record of {@code sensor-readings} on a set-up shaped its match: the value of {@code setup-history}. A
 * replay from the store needs it, because the control records themselves are gone after a day. Event id:
 * {@code match_id/version}.
 *
 * @param setup {@link MatchSetup} as JSON
 * @param partition of the control record; {@code offset} its position
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SetupApplied(String matchId, long version, String setup, int partition, long offset) {
    public SetupApplied {
        requireNonNull(matchId, "matchId");
        requireNonNull(setup, "setup");
    }

    public String eventId() {
        return matchId + "/" + version;
    }
}
