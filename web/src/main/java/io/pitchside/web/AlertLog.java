package io.pitchside.web;

import io.pitchside.model.event.AlertAcknowledgement;

/** Where it is written that somebody has seen an alert. */
public interface AlertLog extends AutoCloseable {
    /**
     * Writes to {@code alert-acknowledgements} and returns once all replicas have it.
     *
     * @throws ProblemException UNAVAILABLE where Kafka did not acknowledge; sending it again is safe
     */
    void write(AlertAcknowledgement acknowledgement);

    @Override
    void close();
}
