package io.pitchside.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.replay.MatchReplays;
import io.pitchside.app.trust.Audit;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import io.pitchside.web.PlatformView;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.QueryAnswer;
import io.pitchside.web.Replays;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running platform as its pages and its API see it. Thread-safe. */
final class RunningView implements PlatformView {
    private final Running running;
    private final QueryAnswering queries;
    private final MatchReplays replays;
    private final Clock clock;
    private volatile boolean ready;

    RunningView(Running running, QueryAnswering queries, MatchReplays replays, Clock clock) {
        this.running = running;
        this.queries = queries;
        this.replays = replays;
        this.clock = clock;
    }

    void becomeReady() {
        ready = true;
    }

    /** From now on it calls itself not ready: it is about to close. */
    void stop() {
        ready = false;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public ObjectNode status() {
        try {
            return StatusReport.of(running, clock.millis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public ObjectNode audit(Duration wait) {
        try {
            Audit.Finding finding = running.audit().run(wait);
            String pipeline = running.pipeline().name();
            String door = running.pipeline().doors().get(0).name();
            return AuditReport.of(pipeline, finding, running.hub().latency().sinceStart(), DoorCounters.of(door))
                    .put("parity", replays.parity());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw unavailable("the audit", e);
        }
    }

    @Override
    public JsonNode pipelines() {
        try {
            JsonNode pipeline = EventJson.reader().readTree(EventJson.bytes(running.pipeline()));
            return JsonNodeFactory.instance.arrayNode().add(pipeline);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is readable", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are readable", e);
        }
    }

    @Override
    public QueryAnswer query(String sql, Role role, String format) {
        return queries.answer(sql, role, format);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        try {
            return running.store().deadLetters(limit);
        } catch (StoreUnavailableException | StoreAccessException e) {
            throw unavailable("the list of dead letters", e);
        }
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset) {
        try {
            return running.store().deadLetter(topic, partition, offset);
        } catch (StoreUnavailableException | StoreAccessException e) {
            throw unavailable("the dead letter", e);
        }
    }

    @Override
    public Replays replays() {
        return replays;
    }

    /** The same, with what only this process asks of them. */
    MatchReplays matchReplays() {
        return replays;
    }

    private static ProblemException unavailable(String what, Exception problem) {
        return new ProblemException(
                ProblemKind.UNAVAILABLE, what + " cannot be made: " + problem.getMessage(), problem);
    }

    private static ProblemException interrupted(InterruptedException problem) {
        Thread.currentThread().interrupt();
        return new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping", problem);
    }
}
