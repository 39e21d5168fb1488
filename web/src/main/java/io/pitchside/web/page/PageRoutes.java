package io.pitchside.web.page;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.web.access.Gate;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.api.Route;
import java.util.List;

/** The pages, what they are made of, and signing in and out. */
public final class PageRoutes {
    /** A tablet stays signed in this long; the token file decides in the end. */
    private static final long COOKIE_S_MAX = 30L * 24 * 3600;

    private final PageFiles files;
    private final Tokens tokens;

    public PageRoutes(PageFiles files, Tokens tokens) {
        this.files = files;
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/", context -> context.redirect("/live")),
                new Route(HandlerType.GET, "/live", context -> files.send(context, "live.html")),
                new Route(HandlerType.GET, "/live/{match_id}", context -> files.send(context, "match.html")),
                new Route(HandlerType.GET, "/ops", context -> files.send(context, "ops.html")),
                new Route(
                        HandlerType.GET,
                        "/assets/{file}",
                        context -> files.sendAsset(context, context.pathParam("file"))),
                new Route(
                        HandlerType.GET,
                        "/lib/{file}",
                        context -> files.sendLibrary(context, context.pathParam("file"))),
                new Route(HandlerType.GET, "/favicon.ico", context -> files.sendAsset(context, "mark.svg")),
                new Route(HandlerType.GET, "/sign-in", this::signIn),
                new Route(HandlerType.POST, "/sign-out", PageRoutes::signOut));
    }

    /** The link that {@code ./pitchside sign-in} prints: it leaves the token in a cookie and nowhere else. */
    private void signIn(Context context) {
        String token = context.queryParam("token");
        context.header("Cache-Control", "no-store");
        if (token == null || tokens.roleOf(token).isEmpty()) {
            context.status(token == null ? 200 : 401)
                    .contentType("text/html;charset=utf-8")
                    .result(files.signInPage());
            return;
        }
        context.header("Set-Cookie", cookie(token, COOKIE_S_MAX, context.req().isSecure()));
        context.redirect("/");
    }

    private static void signOut(Context context) {
        context.header("Cache-Control", "no-store");
        context.header("Set-Cookie", cookie("", 0, context.req().isSecure()));
        context.status(204);
    }

    private static String cookie(String token, long seconds, boolean secure) {
        return Gate.COOKIE + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
