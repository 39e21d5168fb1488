package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.TrackingRules;
import io.pitchside.web.MetricDefinitions;
import java.util.List;

/** The default rules, and the other zone set as what was used before. */
public final class FakeDefinitions implements MetricDefinitions {
    @Override
    public TrackingRules current() {
        return TrackingRules.DEFAULT;
    }

    @Override
    public List<MetricDefinition> known() {
        return List.of(
                definition(TrackingRules.DEFAULT.withZones(TrackingRules.ZONES_HSR), 1_000),
                definition(TrackingRules.DEFAULT, 2_000));
    }

    private static MetricDefinition definition(TrackingRules rules, long at) {
        return new MetricDefinition(rules.definitionVersion(), new String(EventJson.bytes(rules), UTF_8), at);
    }
}
