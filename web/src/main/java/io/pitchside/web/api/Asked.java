package io.pitchside.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.ServerSettings;
import io.pitchside.web.access.Gate;
import io.pitchside.web.access.MedicalFilter;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One request as the routes see it: who asks, what stands in it, and the one way to answer with JSON. */
final class Asked {
    /** The year 5138; far enough, and seconds and microseconds of it still fit. */
    static final long TIME_MS_MAX = 100_000_000_000_000L;

    static final long TIME_S_MAX = TIME_MS_MAX / 1_000;

    private final Context context;
    private final Role role;

    private Asked(Context context, Role role) {
        this.context = context;
        this.role = role;
    }

    static Asked of(Context context) {
        if (!(context.req().getAttribute(Gate.ROLE) instanceof Role role)) {
            throw new IllegalStateException("the gate stands in front");
        }
        return new Asked(context, role);
    }

    Role role() {
        return role;
    }

    Context context() {
        return context;
    }

    /** @throws ProblemException NOT_ALLOWED for roles that may not operate */
    void mustOperate(String what) {
        if (!role.mayOperate()) {
            throw new ProblemException(
                    ProblemKind.NOT_ALLOWED, "role " + role.code() + " may not " + what + "; operator and admin may");
        }
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** A whole number of the path. */
    long pathNumber(String name, long max) {
        return number(name, context.pathParam(name), max);
    }

    /** A whole number of the query string, or what stands for its absence. */
    long queryNumber(String name, long absent, long max) {
        String text = context.queryParam(name);
        return text == null ? absent : number(name, text, max);
    }

    /** The query parameter {@code at} (epoch milliseconds) as the first epoch second that is not over by then. */
    OptionalLong beforeSecond() {
        String text = context.queryParam("at");
        return text == null ? OptionalLong.empty() : OptionalLong.of(number("at", text, TIME_MS_MAX) / 1_000);
    }

    /** A whole number of the query string that has to be there. */
    long requiredNumber(String name, String unit, long max) {
        String text = context.queryParam(name);
        if (text == null) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, name + " is missing: send it in " + unit);
        }
        return number(name, text, max);
    }

    /** A parameter of the query string; null where it is absent. */
    @Nullable
    String query(String name) {
        return context.queryParam(name);
    }

    private static long number(String name, String text, long max) {
        if (text.matches("[0-9]{1,18}") && Long.parseLong(text) <= max) {
            return Long.parseLong(text);
        }
        throw new ProblemException(
                ProblemKind.BAD_REQUEST, name + " is \"" + text + "\"; allowed are whole numbers from 0 to " + max);
    }

    byte[] body() {
        byte[] body = context.bodyAsBytes();
        if (body.length > ServerSettings.BODY_BYTES_MAX) {
            throw new ProblemException(
                    ProblemKind.TOO_LARGE, "the body may have " + ServerSettings.BODY_BYTES_MAX + " bytes at most");
        }
        return body;
    }

    JsonNode jsonBody() {
        try {
            JsonNode body = EventJson.reader().readTree(body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "the body is no JSON: " + firstLine(e), e);
        }
        throw new ProblemException(ProblemKind.BAD_REQUEST, "the body must be a JSON object");
    }

    static String firstLine(Exception problem) {
        String text = String.valueOf(problem.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Answers with JSON that can hold nothing medical: it has no values but those of the caller's own kind. */
    void answerBytes(byte[] json) {
        context.contentType("application/json").header("Cache-Control", "no-store");
        context.result(json);
    }

    /** Answers with JSON, without what the role may not see. */
    void answer(@Nullable Object value) {
        context.contentType("application/json").header("Cache-Control", "no-store");
        context.result(value == null ? new byte[0] : MedicalFilter.bytes(value, role));
    }
}
