package io.pitchside.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the web knows of recomputing: parity, what-if and traces; the {@code app} module implements it. The methods may be
 * called from many threads and block; failures are thrown as {@link ProblemException}.
 */
public interface Replays {
    /**
     * Recomputes a match from its raw records and compares every final value with what is stored: {@code match_id,
     * parity, definition_version, sources}. Every source names its first differences; the web hides the values of medical
     * fields in them from roles that may not read those.
     *
     * @throws ProblemException NOT_FOUND for a match that nobody knows, TOO_MANY while another replay runs, TIMEOUT
     */
    ObjectNode verify(String matchId);

    /**
     * Every player's totals under the rules in force and with other speed zones: {@code took_ms, readings, base,
     * alternative}.
     *
     * @param zonesKmh the four thresholds between the five zones, rising; checked by the web before the call
     * @throws ProblemException NOT_FOUND for a match that nobody knows, TOO_MANY while another replay runs, TIMEOUT
     */
    ObjectNode whatIf(String matchId, List<Double> zonesKmh);

    /**
     * Every place that an event passed: {@code event_id, found, took_ms, hops}; where it is nowhere, {@code looked_at}
     * says what was searched. Never contains a measured value.
     *
     * @throws ProblemException BAD_REQUEST for what is no event id
     */
    ObjectNode trace(String eventId);
}
