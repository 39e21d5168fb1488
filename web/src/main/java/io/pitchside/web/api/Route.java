package io.pitchside.web.api;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One route, as a value: the server registers them all, and a test compares them with the OpenAPI document. */
public record Route(HandlerType method, String path, Handler handler) {
    public Route {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(handler, "handler");
    }
}
