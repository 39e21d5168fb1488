package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes problems as {@code application/problem+json} (RFC 9457). */
public final class Problems {
    public static final String CONTENT_TYPE = "application/problem+json";

    private Problems() {}

    /** The body: {@code type, title, status, detail}. */
    public static byte[] body(ProblemKind kind, String detail) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", kind.type());
        problem.put("title", kind.title());
        problem.put("status", kind.status());
        problem.put("detail", detail);
        return problem.toString().getBytes(UTF_8);
    }

    /** Answers a request that has not reached the routes. */
    public static void write(Response response, Callback callback, ProblemKind kind, String detail) {
        response.setStatus(kind.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (kind == ProblemKind.UNAUTHENTICATED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        response.write(true, ByteBuffer.wrap(body(kind, detail)), callback);
    }
}
