package io.pitchside.model.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Somebody has seen an alert: the value of {@code alert-acknowledgements}, keyed by the alert's event id. The first one
 * counts.
 *
 * @param alertId the alert's event id
 * @param matchId the alert's match; empty where it is about none
 * @param role whose sign-in it was
 * @param at epoch milliseconds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AlertAcknowledgement(String alertId, String matchId, String role, long at) {
    public AlertAcknowledgement {
        requireNonNull(alertId, "alertId");
        requireNonNull(matchId, "matchId");
        requireNonNull(role, "role");
    }
}
