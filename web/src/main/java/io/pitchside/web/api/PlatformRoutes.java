package io.pitchside.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.web.PlatformView;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.QueryAnswer;
import io.pitchside.web.ServerSettings;
import io.pitchside.web.access.MedicalFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What the platform says of itself, questions to the stores, and dead letters. */
public final class PlatformRoutes {
    private static final Set<String> FORMATS = Set.of("json", "csv", "table");
    private static final int DEAD_LETTERS_USUAL = 100;
    /** A few checkpoints: while readings flow, some are always on their way. */
    private static final int AUDIT_WAIT_S = 10;

    private final PlatformView platform;
    private final Semaphore queries = new Semaphore(ServerSettings.QUERIES_MAX);
    private final Semaphore audits = new Semaphore(ServerSettings.AUDITS_MAX);

    public PlatformRoutes(PlatformView platform) {
        this.platform = platform;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/healthz", this::health),
                new Route(HandlerType.GET, "/api/v1/me", this::me),
                new Route(HandlerType.GET, "/api/v1/status", context -> Asked.of(context)
                        .answer(platform.status())),
                new Route(HandlerType.GET, "/api/v1/audit", this::audit),
                new Route(HandlerType.GET, "/api/v1/pipelines", context -> Asked.of(context)
                        .answer(platform.pipelines())),
                new Route(HandlerType.POST, "/api/v1/query", this::query),
                new Route(HandlerType.GET, "/api/v1/dead-letters", this::deadLetters),
                new Route(HandlerType.GET, "/api/v1/dead-letters/{topic}/{partition}/{offset}", this::deadLetter),
                new Route(HandlerType.GET, "/api/v1/openapi.json", context -> resource(context, "openapi.json")));
    }

    private void health(Context context) {
        boolean ready = platform.ready();
        context.status(ready ? 200 : 503)
                .header("Cache-Control", "no-store")
                .contentType("text/plain")
                .result(ready ? "ready\n" : "starting\n");
    }

    private void me(Context context) {
        Asked asked = Asked.of(context);
        Role role = asked.role();
        asked.answer(JsonNodeFactory.instance
                .objectNode()
                .put("role", role.code())
                .put("may_read_medical", role.mayReadMedical())
                .put("may_operate", role.mayOperate()));
    }

    private void audit(Context context) {
        Asked asked = Asked.of(context);
        long waitS = asked.queryNumber("wait_s", AUDIT_WAIT_S, ServerSettings.AUDIT_WAIT_MAX.toSeconds());
        asked.answer(limited(audits, "audits", () -> platform.audit(Duration.ofSeconds(waitS))));
    }

    private void query(Context context) {
        Asked asked = Asked.of(context);
        JsonNode body = asked.jsonBody();
        String sql = body.path("sql").asText("");
        String format = body.path("format").asText("json");
        if (sql.isBlank() || sql.length() > ServerSettings.SQL_CHARACTERS_MAX) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "sql is missing or has more than " + ServerSettings.SQL_CHARACTERS_MAX + " characters");
        }
        if (!FORMATS.contains(format)) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST, "format is \"" + format + "\"; allowed are json, csv, table");
        }
        QueryAnswer answer = limited(queries, "queries", () -> platform.query(sql, asked.role(), format));
        context.contentType(answer.contentType()).header("Cache-Control", "no-store");
        if (answer.truncated()) {
            context.header("Pitchside-Truncated", "true");
        }
        context.result(answer.body());
    }

    private static <T> T limited(Semaphore room, String what, Supplier<T> work) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY, "too many " + what + " run at this moment; try again in a second");
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private void deadLetters(Context context) {
        Asked asked = Asked.of(context);
        asked.mustOperate("read dead letters");
        long limit = asked.queryNumber("limit", DEAD_LETTERS_USUAL, ServerSettings.DEAD_LETTERS_MAX);
        ArrayNode letters = JsonNodeFactory.instance.arrayNode();
        if (limit > 0) {
            platform.deadLetters((int) limit).forEach(letter -> letters.add(json(letter, asked.role())));
        }
        asked.answer(JsonNodeFactory.instance.objectNode().set("dead_letters", letters));
    }

    private void deadLetter(Context context) {
        Asked asked = Asked.of(context);
        asked.mustOperate("read dead letters");
        String topic = asked.path("topic");
        int partition = (int) asked.pathNumber("partition", Integer.MAX_VALUE);
        long offset = asked.pathNumber("offset", Long.MAX_VALUE);
        DeadLetter letter = platform.deadLetter(topic, partition, offset)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "no dead letter stands for " + topic + "/" + partition + "/" + offset
                                + "; GET /api/v1/dead-letters lists them"));
        asked.answer(json(letter, asked.role()));
    }

    private static ObjectNode json(DeadLetter letter, Role role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("pipeline", letter.pipeline());
        node.put("source", letter.source());
        node.put("reason", letter.reason());
        node.put("message", letter.message());
        node.put("topic", letter.topic());
        node.put("partition", letter.partition());
        node.put("offset", letter.offset());
        node.put("byte_offset", letter.byteOffset());
        node.put("key", letter.key());
        node.put("at", letter.at());
        byte[] payload = MedicalFilter.payload(letter.payload(), role);
        if (payload == null) {
            node.put("payload_withheld", "it may hold health data; medical and admin may see it");
        } else {
            node.put("payload", Base64.getEncoder().encodeToString(payload));
        }
        return node;
    }

    private static void resource(Context context, String name) {
        try (InputStream stream = PlatformRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            context.contentType("application/json")
                    .header("Cache-Control", "no-cache")
                    .result(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
