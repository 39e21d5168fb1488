package io.pitchside.model.tracking;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a definition version stands for: the value of {@code metric-definitions}, keyed by version and kept for ever, so
 * that a number of years ago can still say how it was made.
 *
 * @param definitionVersion as it stands in every {@link PlayerSecond}
 * @param rules {@link TrackingRules} as JSON
 * @param at when it was first used, epoch milliseconds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MetricDefinition(String definitionVersion, String rules, long at) {
    public MetricDefinition {
        requireNonNull(definitionVersion, "definitionVersion");
        requireNonNull(rules, "rules");
    }
}
