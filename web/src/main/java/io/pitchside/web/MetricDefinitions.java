package io.pitchside.web;

import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.TrackingRules;
import java.util.List;

/** How the numbers are made, now and before; the {@code app} module implements it. Thread-safe. */
public interface MetricDefinitions {
    /** The rules of the readings that come in now. */
    TrackingRules current();

    /**
     * Every definition that ever made a number, oldest first.
     *
     * @throws ProblemException UNAVAILABLE where the store cannot be read
     */
    List<MetricDefinition> known();
}
