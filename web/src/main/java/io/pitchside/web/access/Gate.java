package io.pitchside.web.access;

import io.pitchside.model.access.Role;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.Problems;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands in front of everything, routing included. In this order: headers that make browsers careful; the name by which
 * we were called; who is asking. Everything needs a token but what is named in {@link #isOpen}. Thread-safe.
 */
public final class Gate extends Handler.Wrapper {
    /** The request attribute that holds the {@link Role} of the person asking. */
    public static final String ROLE = "io.pitchside.role";

    public static final String COOKIE = "pitchside_token";
    /** Everything that is not a page; answers problems as JSON. */
    private static final String API = "/api";

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET.asString(), HttpMethod.HEAD.asString(), HttpMethod.OPTIONS.asString());

    private static final HttpFields HEADERS = HttpFields.build()
            .add(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                            + "frame-ancestors 'none'")
            .add("X-Content-Type-Options", "nosniff")
            .add("X-Frame-Options", "DENY")
            .add("Referrer-Policy", "no-referrer")
            .add("Cross-Origin-Resource-Policy", "same-origin")
            .add("Cross-Origin-Opener-Policy", "same-origin")
            .add("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
            .asImmutable();

    private final Tokens tokens;
    private final Set<String> hostNames;
    private final byte[] signInPage;

    /**
     * @param hostNames names (lower case, without port) that the {@code Host} header may carry
     * @param signInPage what a browser without a cookie sees instead of a page
     */
    public Gate(Tokens tokens, Set<String> hostNames, byte[] signInPage) {
        this.tokens = tokens;
        this.hostNames = Set.copyOf(hostNames);
        this.signInPage = signInPage.clone();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        for (HttpField header : HEADERS) {
            response.getHeaders().put(header);
        }
        String host = Request.getServerName(request);
        if (host == null || !hostNames.contains(host.toLowerCase(Locale.ROOT))) {
            Problems.write(
                    response, callback, ProblemKind.MISDIRECTED, "call it by the address that it printed at its start");
            return true;
        }
        String path = Request.getPathInContext(request);
        if (isOpen(path)) {
            return super.handle(request, response, callback);
        }
        Optional<String> bearer = bearer(request);
        Optional<Role> role = bearer.or(() -> cookie(request)).flatMap(tokens::roleOf);
        if (role.isEmpty()) {
            refuse(path, response, callback);
            return true;
        }
        if (!SAFE.contains(request.getMethod()) && bearer.isEmpty() && !isSameOrigin(request)) {
            Problems.write(
                    response,
                    callback,
                    ProblemKind.NOT_ALLOWED,
                    "a change needs an Authorization header, or has to come from a page of this server");
            return true;
        }
        request.setAttribute(ROLE, role.get());
        return super.handle(request, response, callback);
    }

    /** What needs no token: it holds no data. */
    private static boolean isOpen(String path) {
        return path.equals("/healthz")
                || path.equals("/sign-in")
                || path.equals("/favicon.ico")
                || path.startsWith("/assets/")
                || path.startsWith("/lib/");
    }

    private void refuse(String path, Response response, Callback callback) {
        if (path.equals(API) || path.startsWith(API + "/")) {
            Problems.write(
                    response,
                    callback,
                    ProblemKind.UNAUTHENTICATED,
                    "send Authorization: Bearer TOKEN, or open the link that ./pitchside sign-in prints");
            return;
        }
        response.setStatus(ProblemKind.UNAUTHENTICATED.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(signInPage), callback);
    }

    private static Optional<String> bearer(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        // Another scheme is a failed attempt, not a reason to look at the cookie.
        return Optional.of(
                header.regionMatches(true, 0, "Bearer ", 0, 7)
                        ? header.substring(7).trim()
                        : "");
    }

    private static Optional<String> cookie(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Whether a browser says that one of our own pages sends this. SameSite is not enough: it does not look at ports. */
    private static boolean isSameOrigin(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        String host = request.getHeaders().get(HttpHeader.HOST);
        return origin != null && host != null && origin.equals((request.isSecure() ? "https://" : "http://") + host);
    }
}
