package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.web.PlatformView;
import io.pitchside.web.QueryAnswer;
import io.pitchside.web.Replays;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A platform that always answers the same. */
public final class FakePlatform implements PlatformView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Clock clock;

    public FakePlatform(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ObjectNode status() {
        ObjectNode status = JSON.objectNode().put("state", "ok").put("uptime_s", 3_912);
        ArrayNode parts = status.putArray("parts");
        parts.addObject().put("name", "mqtt").put("state", "ok").put("detail", "46 connections, 575 readings/s");
        parts.addObject().put("name", "kafka").put("state", "ok").put("detail", "7 topics");
        parts.addObject().put("name", "tracking job").put("state", "ok").put("detail", "checkpoint 3 s ago");
        parts.addObject().put("name", "time series").put("state", "warn").put("detail", "sink 2.1 s behind");
        return status;
    }

    @Override
    public ObjectNode audit(Duration wait) {
        ObjectNode audit = JSON.objectNode().put("balanced", true);
        ObjectNode tracking = audit.putObject("pipelines").putObject("tracking");
        tracking.put("received", 2_208_413)
                .put("unique", 2_207_990)
                .put("duplicate", 402)
                .put("late", 9);
        tracking.put("rejected", 12).put("stored", 2_207_999);
        tracking.putObject("latency_ms")
                .put("p50", 2.6)
                .put("p99", 11.2)
                .put("p999", 18.4)
                .put("max", 31.0);
        return audit;
    }

    @Override
    public JsonNode pipelines() {
        ArrayNode pipelines = JSON.arrayNode();
        ObjectNode tracking = pipelines.addObject().put("name", "tracking").put("title", "Player tracking");
        tracking.putArray("doors")
                .addObject()
                .put("name", "mqtt")
                .putArray("writes")
                .add("sensor-readings");
        ObjectNode job = tracking.putObject("job").put("name", "tracking");
        job.putArray("reads").add("sensor-readings");
        job.putArray("writes")
                .add("readings")
                .add("player-metrics")
                .add("ledger")
                .add("dead-letters")
                .add("alerts");
        ObjectNode sink = tracking.putArray("sinks").addObject().put("name", "time-series");
        sink.putArray("reads").add("readings").add("player-metrics");
        ObjectNode view =
                tracking.putArray("views").addObject().put("name", "live").put("path", "/live");
        view.putArray("reads").add("sensor-readings").add("player-metrics");
        return pipelines;
    }

    @Override
    public QueryAnswer query(String sql, Role role, String format) {
        return new QueryAnswer("application/json", "{\"columns\":[],\"rows\":[]}".getBytes(UTF_8), false);
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return List.of(
                        letter(
                                123_456,
                                "out-of-range",
                                "hr is outside 0 to 300 beats per minute",
                                31,
                                "{\"seq\":811,\"ts\":1785600000000,\"x\":31.2,\"y\":12.9,\"hr\":911}"),
                        letter(
                                123_401,
                                "invalid-json",
                                "Unexpected end-of-input: expected close marker for Object",
                                47,
                                "{\"seq\":798,\"ts\":1785599999480,\"x\":30.9,\"y\":12."),
                        letter(
                                120_000,
                                "identity-mismatch",
                                "player_id is not the one of the topic",
                                -1,
                                "{\"player_id\":\"h9\",\"seq\":12,\"ts\":1785599800000,\"x\":1,\"y\":2}"))
                .stream()
                .limit(limit)
                .toList();
    }

    private DeadLetter letter(long offset, String reason, String message, int byteOffset, String payload) {
        return new DeadLetter(
                "tracking",
                "mqtt",
                reason,
                message,
                "sensor-readings",
                0,
                offset,
                byteOffset,
                "arrows-foxes/h7",
                payload.getBytes(UTF_8),
                clock.millis() - offset % 1000 * 1000);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset) {
        return deadLetters(10).stream()
                .filter(letter -> letter.offset() == offset)
                .findFirst();
    }

    @Override
    public Replays replays() {
        return new FakeReplays();
    }
}
