package io.pitchside.model.metrics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * How one number is made, for the person who reads it.
 *
 * @param id the name of the field that carries it
 * @param unit as it is shown; empty for a count
 * @param medical whether the number is health data; the card itself never is
 * @param formula how it is computed, in plain signs
 * @param filter what happened to the positions before
 * @param source where definition and constants come from
 * @param quality how far to trust it, and what the platform says of missing and repaired samples
 * @param version the definition that this card is of
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MetricCard(
        String id,
        String name,
        String unit,
        boolean medical,
        String definition,
        String formula,
        List<Threshold> thresholds,
        String filter,
        String source,
        String quality,
        String version) {

    /** A constant that shapes the number. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Threshold(String name, double value, String unit) {}

    public MetricCard {
        thresholds = List.copyOf(thresholds);
    }
}
