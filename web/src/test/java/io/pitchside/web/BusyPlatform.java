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
import java.util.concurrent.CountDownLatch;

/** A platform whose queries wait until they are let go. */
final class BusyPlatform implements PlatformView {
    private final FakePlatform rest = new FakePlatform(Clock.systemUTC());
    private final CountDownLatch inside;
    private final CountDownLatch go;

    BusyPlatform(CountDownLatch inside, CountDownLatch go) {
        this.inside = inside;
        this.go = go;
    }

    @Override
    public QueryAnswer query(String sql, Role role, String format) {
        inside.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rest.query(sql, role, format);
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObjectNode status() {
        return rest.status();
    }

    @Override
    public ObjectNode audit(Duration wait) {
        return rest.audit(wait);
    }

    @Override
    public JsonNode pipelines() {
        return rest.pipelines();
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return rest.deadLetters(limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset) {
        return rest.deadLetter(topic, partition, offset);
    }

    @Override
    public Replays replays() {
        return rest.replays();
    }
}
