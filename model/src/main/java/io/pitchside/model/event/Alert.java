package io.pitchside.model.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at, from the moment it is raised until it is over. The end is a second event with the
 * same id and {@code clearedAt}; a store keeps one row. Event id: {@code pipeline/rule/subject/at}.
 *
 * @param rule stable name of the rule ({@code sensor-clock-ahead})
 * @param matchId the match; empty where it is about none
 * @param playerId whom it is about, where it is a player
 * @param subject what it is about ({@code match_id/player_id})
 * @param at when it was raised, epoch milliseconds
 * @param clearedAt when it was over; absent while it lasts and for what only happens at one moment
 * @param value what was measured, {@code threshold} what it was compared with, in the rule's unit
 * @param medical whether it says something about somebody's health: only for roles that may see that
 * @param message what happened and what to do, for a person
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        String pipeline,
        String rule,
        String matchId,
        @Nullable String playerId,
        String subject,
        long at,
        @Nullable Long clearedAt,
        @Nullable Double value,
        @Nullable Double threshold,
        boolean medical,
        String message) {
    public Alert {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(rule, "rule");
        requireNonNull(subject, "subject");
    }

    public String eventId() {
        return pipeline + "/" + rule + "/" + subject + "/" + at;
    }

    /** The same alert, over. */
    public Alert cleared(long when) {
        return new Alert(pipeline, rule, matchId, playerId, subject, at, when, value, threshold, medical, message);
    }
}
