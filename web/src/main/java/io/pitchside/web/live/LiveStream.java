package io.pitchside.web.live;

import io.pitchside.model.access.Role;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.Problems;
import io.pitchside.web.access.Gate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/**
 * {@code GET /api/v1/matches/{match_id}/live}: server-sent events. In front of the other routes and on Jetty's own
 * interface, because a servlet would hold buffers and a thread for every page that watches. Stands behind the gate.
 */
public final class LiveStream extends Handler.Wrapper {
    /** The route as OpenAPI writes it. */
    public static final String PATH = "/api/v1/matches/{match_id}/live";

    private static final Pattern RAW_PATH = Pattern.compile("/api/v1/matches/([^/]+)/live");
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveHub hub;

    public LiveStream(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Matcher path = RAW_PATH.matcher(request.getHttpURI().getPath());
        if (!path.matches()) {
            return super.handle(request, response, callback);
        }
        if (!HttpMethod.GET.is(request.getMethod())) {
            Problems.write(response, callback, ProblemKind.METHOD_NOT_ALLOWED, "the live stream is read with GET");
            return true;
        }
        if (!(request.getAttribute(Gate.ROLE) instanceof Role role)) {
            throw new IllegalStateException("the gate stands in front");
        }
        String matchId = URIUtil.decodePath(path.group(1));
        try {
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            // Proxies that collect answers would turn 10 ms into seconds.
            response.getHeaders().put("X-Accel-Buffering", "no");
            hub.connect(
                    matchId,
                    role.mayReadMedical(),
                    request.getHeaders().get(LAST_EVENT_ID),
                    response,
                    callback,
                    () -> request.getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close());
        } catch (ProblemException e) {
            Problems.write(response, callback, e.kind(), e.detail());
        }
        return true;
    }
}
