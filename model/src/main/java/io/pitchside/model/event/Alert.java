package io.pitchside.model.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Something a person should look at. Event id: {@code pipeline/rule/subject/at}.
 *
 * @param rule stable name of the rule ({@code sensor-clock-ahead})
 * @param subject what it is about ({@code match_id/player_id})
 * @param at epoch milliseconds
 * @param message what happened and what to do, for a person
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Alert(String pipeline, String rule, String matchId, String subject, long at, String message) {
    public Alert {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(rule, "rule");
        requireNonNull(subject, "subject");
    }

    public String eventId() {
        return pipeline + "/" + rule + "/" + subject + "/" + at;
    }
}
