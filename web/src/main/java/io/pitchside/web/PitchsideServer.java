package io.pitchside.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.pitchside.web.access.Gate;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.api.AlertRoutes;
import io.pitchside.web.api.HistoryRoutes;
import io.pitchside.web.api.KnownMatches;
import io.pitchside.web.api.MatchRoutes;
import io.pitchside.web.api.MetricRoutes;
import io.pitchside.web.api.PlatformRoutes;
import io.pitchside.web.api.ReplayRoutes;
import io.pitchside.web.api.Route;
import io.pitchside.web.history.MatchTracks;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.LiveStream;
import io.pitchside.web.page.PageFiles;
import io.pitchside.web.page.PageRoutes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: gate, live stream, API and pages, in that order. Stands on a loopback address; it does not close the
 * hub, the view or the log that it was given.
 */
public final class PitchsideServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PitchsideServer.class);
    private static final int THREADS_MAX = 32;
    private static final int THREADS_MIN = 4;
    /** A connection over which nothing went for this long is closed; a live stream says something every second. */
    private static final long IDLE_MS_MAX = 60_000;

    private static final long STOP_MS_MAX = 2_000;
    /** How long a connection over which nothing goes may hold up the stop. */
    private static final long STOP_IDLE_MS_MAX = 50;

    private static final int HEADER_BYTES_MAX = 16 * 1024;

    private final Javalin javalin;
    private final String host;

    private PitchsideServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param tokens who may ask
     * @param parts what is behind
     * @throws IllegalArgumentException for an address that is not loopback: without TLS, tokens would travel in the clear
     * @throws IOException where the address or port cannot be had; the message says what to do
     */
    public static PitchsideServer start(ServerSettings settings, Tokens tokens, WebParts parts, Clock clock)
            throws IOException {
        refusePublic(settings);
        PageFiles files = new PageFiles();
        Gate gate = new Gate(tokens, hostNames(settings), files.signInPage());
        gate.setHandler(new LiveStream(parts.hub()));
        List<Route> routes = routes(parts, new PageRoutes(files, tokens), clock);
        Javalin javalin = Javalin.create(config -> configure(config, settings, gate, routes, files));
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            BindException taken = new BindException("http.port " + settings.port() + " on " + settings.host()
                    + " is taken: stop the program that has it, or choose another with --set http.port=0");
            taken.initCause(e);
            throw taken;
        }
        return new PitchsideServer(javalin, settings.host());
    }

    /** Every route but the live stream, which stands in front of them ({@link LiveStream#PATH}). */
    static List<Route> routes(WebParts parts, PageRoutes pages, Clock clock) {
        LiveHub hub = parts.hub();
        KnownMatches matches = new KnownMatches(hub, parts.history(), new MatchTracks(parts.history(), clock));
        List<Route> routes = new ArrayList<>(new MatchRoutes(hub, matches, parts.setups(), clock).routes());
        routes.addAll(new HistoryRoutes(matches).routes());
        routes.addAll(new AlertRoutes(hub, parts.alerts(), clock).routes());
        routes.addAll(new MetricRoutes(parts.definitions(), parts.history(), clock).routes());
        routes.addAll(new PlatformRoutes(parts.platform()).routes());
        routes.addAll(new ReplayRoutes(parts.platform().replays()).routes());
        routes.addAll(pages.routes());
        return List.copyOf(routes);
    }

    private static void configure(
            JavalinConfig config, ServerSettings settings, Gate gate, List<Route> routes, PageFiles files) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = ServerSettings.BODY_BYTES_MAX;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(server -> {
            server.setHandler(gate);
            server.setStopTimeout(STOP_MS_MAX);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        routes.forEach(route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler()));
        config.routes.exception(ProblemException.class, (e, context) -> answer(context, e.kind(), e.detail()));
        config.routes.exception(HttpResponseException.class, (e, context) -> answer(context, files, e));
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("request failed method={} path={}", context.method(), context.path(), e);
            answer(context, ProblemKind.INTERNAL, "the log of the platform says what it was");
        });
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ServerSettings settings) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS_MAX);
        connector.setShutdownIdleTimeout(STOP_IDLE_MS_MAX);
        return connector;
    }

    private static void refusePublic(ServerSettings settings) throws IOException {
        if (!InetAddress.getByName(settings.host()).isLoopbackAddress()) {
            throw new IllegalArgumentException("http.host " + settings.host()
                    + " is not a loopback address, and this server speaks no TLS: tokens would travel in the clear."
                    + " Use 127.0.0.1, and a proxy with TLS in front that calls it by that name");
        }
    }

    private static Set<String> hostNames(ServerSettings settings) {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "::1", "[::1]"));
        names.add(settings.host().toLowerCase(Locale.ROOT));
        settings.hostNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    private static void answer(Context context, ProblemKind kind, String detail) {
        context.status(kind.status())
                .contentType(Problems.CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(Problems.body(kind, detail));
        if (kind == ProblemKind.TOO_MANY || kind == ProblemKind.UNAVAILABLE) {
            context.header("Retry-After", "1");
        }
    }

    /** What Javalin itself refuses: no such route, another method, too large a body. */
    private static void answer(Context context, PageFiles files, HttpResponseException problem) {
        if (problem.getStatus() == 404 && !context.path().startsWith("/api/")) {
            context.status(404).contentType("text/html;charset=utf-8").result(files.notFoundPage());
            return;
        }
        ProblemKind kind =
                switch (problem.getStatus()) {
                    case 404 -> ProblemKind.NOT_FOUND;
                    case 405 -> ProblemKind.METHOD_NOT_ALLOWED;
                    case 413 -> ProblemKind.TOO_LARGE;
                    default -> problem.getStatus() < 500 ? ProblemKind.BAD_REQUEST : ProblemKind.INTERNAL;
                };
        answer(context, kind, context.method() + " " + context.path() + " is not known here");
    }

    /** The port that was bound, also where any free one was asked for. */
    public int port() {
        return javalin.port();
    }

    /** Full address without a path, {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Stops listening; requests under way have {@link #STOP_MS_MAX} ms. Close the hub first, it ends the live streams. */
    @Override
    public void close() {
        javalin.stop();
    }
}
