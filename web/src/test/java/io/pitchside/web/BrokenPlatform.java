package io.pitchside.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.web.dev.FakePlatform;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A platform in which nothing works. */
final class BrokenPlatform implements PlatformView {
    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public ObjectNode status() {
        throw new ProblemException(ProblemKind.UNAVAILABLE, "the store is away");
    }

    @Override
    public ObjectNode audit(Duration wait) {
        throw broken();
    }

    @Override
    public JsonNode pipelines() {
        throw broken();
    }

    @Override
    public QueryAnswer query(String sql, Role role, String format) {
        throw broken();
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        throw broken();
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset) {
        throw broken();
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("secret detail");
    }

    @Override
    public Replays replays() {
        return new FakePlatform(Clock.systemUTC()).replays();
    }
}
