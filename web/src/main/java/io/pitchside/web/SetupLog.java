package io.pitchside.web;

import io.pitchside.model.tracking.MatchSetup;

/** Where a match's set-up is written: into the pipeline's own topic (as a control record) and into {@code match-setup}. */
public interface SetupLog extends AutoCloseable {
    /**
     * Writes the set-up to both topics and returns once both are acknowledged by all replicas. May block up to the
     * producer's delivery timeout.
     *
     * @throws ProblemException UNAVAILABLE where Kafka did not acknowledge; nothing or only the control record is then
     *     written, and writing again with a higher version puts it right
     */
    Written write(MatchSetup setup);

    @Override
    void close();

    /** Position of the control record in {@code sensor-readings}. */
    record Written(int partition, long offset) {}
}
