package io.pitchside.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the web knows of the platform behind it; the {@code app} module implements it. Every method may be called
 * from many threads at once and may block; none may return medical fields to a role that may not read them (answers
 * made of JSON are filtered by name once more on their way out, the bytes of {@link #query} are not).
 *
 * <p>Failures are thrown as {@link ProblemException}, which becomes the answer; anything else that is thrown becomes a
 * 500 without details and a line in the log.
 */
public interface PlatformView {
    /** Whether everything is started; {@code /healthz} answers 200 when it is and 503 while it is not. Must not block. */
    boolean ready();

    /**
     * How the platform is doing, for {@code GET /api/v1/status} and {@code pitchside status}. The Ops page reads
     * {@code state} (text), {@code uptime_s}, {@code parts} (array of {@code {name, state, detail}}, state being
     * {@code ok}, {@code warn} or {@code down}); more fields are passed on as they are.
     */
    ObjectNode status();

    /**
     * The audit as {@code pitchside audit --json} prints it: {@code balanced}, {@code pipelines} by name with
     * {@code received, unique, duplicate, late, rejected, stored, latency_ms}.
     *
     * @param wait how long to wait for what is still on its way, zero for not at all; at most
     *     {@link ServerSettings#AUDIT_WAIT_MAX}
     */
    ObjectNode audit(Duration wait);

    /** The pipelines as declared: an array, one object each with {@code name, title, doors, topics, job, sinks, views}. */
    JsonNode pipelines();

    /**
     * Answers one SELECT over the stores.
     *
     * @param role decides which columns exist; the views behind it leave out medical columns, so that no alias brings them
     * @param format {@code json}, {@code csv} or {@code table}; checked by the web before the call
     * @throws ProblemException BAD_REQUEST with the reason where the SQL is refused, TIMEOUT where it takes too long
     */
    QueryAnswer query(String sql, Role role, String format);

    /**
     * The newest dead letters, newest first. Only called for roles that {@link Role#mayOperate() may operate}; the web
     * hides medical values inside the payload from those who may not read them.
     *
     * @param limit 1 to {@link ServerSettings#DEAD_LETTERS_MAX}
     */
    List<DeadLetter> deadLetters(int limit);

    /** One dead letter by the position of the record it stands for; empty where there is none. */
    Optional<DeadLetter> deadLetter(String topic, int partition, long offset);

    /** Parity, what-if and traces. */
    Replays replays();
}
