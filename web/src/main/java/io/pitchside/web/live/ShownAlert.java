package io.pitchside.web.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import org.jspecify.annotations.Nullable;

/**
 * An alert as pages show it: where it stands, and who has seen it.
 *
 * @param id the alert's event id
 * @param at when it was raised, epoch milliseconds; {@code clearedAt} when it was over
 * @param state {@code raised} or {@code cleared}
 * @param acknowledged absent while nobody has
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShownAlert(
        String id,
        String rule,
        @Nullable String playerId,
        long at,
        @Nullable Long clearedAt,
        @Nullable Double value,
        @Nullable Double threshold,
        boolean medical,
        String message,
        String state,
        @Nullable Seen acknowledged) {

    /** @param role whose sign-in it was */
    public record Seen(long at, String role) {}

    static ShownAlert of(Alert alert, @Nullable AlertAcknowledgement seen) {
        return new ShownAlert(
                alert.eventId(),
                alert.rule(),
                alert.playerId(),
                alert.at(),
                alert.clearedAt(),
                alert.value(),
                alert.threshold(),
                alert.medical(),
                alert.message(),
                alert.clearedAt() == null ? "raised" : "cleared",
                seen == null ? null : new Seen(seen.at(), seen.role()));
    }

    /** Whether it lasts: raised, not cleared, and seen by nobody yet. */
    public boolean unseen() {
        return clearedAt == null && acknowledged == null;
    }

    /** As it stood at a moment; it was raised by then. What was not yet known then is not in it. */
    public ShownAlert asOf(long ms) {
        boolean over = clearedAt != null && clearedAt <= ms;
        return new ShownAlert(
                id,
                rule,
                playerId,
                at,
                over ? clearedAt : null,
                value,
                threshold,
                medical,
                message,
                over ? "cleared" : "raised",
                acknowledged != null && acknowledged.at() <= ms ? acknowledged : null);
    }
}
