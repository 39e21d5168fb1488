package io.pitchside.app.publish;

import static io.pitchside.app.publish.PlatformException.Kind.FAILED;
import static io.pitchside.app.publish.PlatformException.Kind.REFUSED;
import static io.pitchside.app.publish.PlatformException.Kind.UNREACHABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the API of the platform that runs on a data folder. Reads the folder again at every call, and goes on trying
 * for {@link Patience} when the platform is away, because it may be on its way back at another port. Thread-safe.
 */
public final class PlatformClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ATTEMPT_EVERY = Duration.ofMillis(250);
    /** How long the platform may hold one question for the state of the stores. */
    private static final Duration AUDIT_WAIT = Duration.ofSeconds(10);

    private static final int DETAIL_CHARS_MAX = 300;

    /**
     * How long a call may wait for the platform to come back.
     *
     * @param nanoTime a clock that never goes back
     */
    public record Patience(Duration max, LongSupplier nanoTime) {
        public Patience {
            requireNonNull(max, "max");
            requireNonNull(nanoTime, "nanoTime");
        }

        /** One attempt. */
        public static Patience none() {
            return new Patience(Duration.ZERO, System::nanoTime);
        }

        /** As long as a restart may take. */
        public static Patience restart() {
            return new Patience(MqttPublisher.RECONNECT_MAX, System::nanoTime);
        }
    }

    private final Path dataDir;
    private final Patience patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    private PlatformClient(Path dataDir, Patience patience) {
        this.dataDir = requireNonNull(dataDir, "dataDir");
        this.patience = requireNonNull(patience, "patience");
    }

    public static PlatformClient of(Path dataDir) {
        return new PlatformClient(dataDir, Patience.none());
    }

    /** The same platform, asked more patiently. */
    public PlatformClient with(Patience newPatience) {
        return new PlatformClient(dataDir, newPatience);
    }

    public PlatformFiles files() throws PlatformException {
        return PlatformFiles.read(dataDir);
    }

    /** Where to publish right now; reads the folder at every call. */
    public MqttPublisher.Address mqtt() {
        return () -> files().mqttEndpoint();
    }

    /** Publishes a match's set-up; the platform gives it its version. */
    public void putSetup(MatchSetup setup) throws PlatformException, InterruptedException {
        String path =
                "/api/v1/matches/" + URLEncoder.encode(setup.matchId(), UTF_8).replace("+", "%20");
        request("PUT", path, new String(EventJson.bytes(setup), UTF_8), ANSWER_TIMEOUT);
    }

    /**
     * Waits until the stores hold everything that was accepted so far.
     *
     * @throws PlatformException if they do not within {@code max}
     */
    public void awaitStored(Duration max) throws PlatformException, InterruptedException {
        long deadline = patience.nanoTime().getAsLong() + max.toNanos();
        while (true) {
            long leftS = TimeUnit.NANOSECONDS.toSeconds(
                    deadline - patience.nanoTime().getAsLong());
            long waitS = Math.max(0, Math.min(AUDIT_WAIT.toSeconds(), leftS));
            JsonNode audit = get("/api/v1/audit?wait_s=" + waitS);
            if (audit.path("settled").asBoolean(false)) {
                return;
            }
            if (leftS <= 0) {
                throw new PlatformException(
                        FAILED,
                        "not everything was stored within " + max.toSeconds()
                                + " s: ./pitchside audit says what is missing");
            }
            TimeUnit.MILLISECONDS.sleep(ATTEMPT_EVERY.toMillis());
        }
    }

    /** Answers a GET as JSON. */
    public JsonNode get(String path) throws PlatformException, InterruptedException {
        return request("GET", path, null, ANSWER_TIMEOUT.plus(AUDIT_WAIT));
    }

    private JsonNode request(String method, String path, @Nullable String body, Duration timeout)
            throws PlatformException, InterruptedException {
        long since = patience.nanoTime().getAsLong();
        while (true) {
            try {
                return attempt(method, path, body, timeout);
            } catch (PlatformException e) {
                long waited = patience.nanoTime().getAsLong() - since;
                if (e.kind() != UNREACHABLE || waited >= patience.max().toNanos()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(ATTEMPT_EVERY.toMillis());
            }
        }
    }

    private JsonNode attempt(String method, String path, @Nullable String body, Duration timeout)
            throws PlatformException, InterruptedException {
        PlatformFiles files = files();
        HttpRequest.Builder request = HttpRequest.newBuilder(files.http(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + files.token())
                .header("Accept", "application/json");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return answer(method + " " + path, files, response);
        } catch (IOException e) {
            throw new PlatformException(
                    UNREACHABLE,
                    "the platform at " + files.http("") + " does not answer ("
                            + e.getClass().getSimpleName() + "): is it still running? ./pitchside up starts it",
                    e);
        }
    }

    private static JsonNode answer(String call, PlatformFiles files, HttpResponse<String> response)
            throws PlatformException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            try {
                return EventJson.reader().readTree(response.body());
            } catch (IOException e) {
                throw new PlatformException(FAILED, call + " answered with something that is not JSON", e);
            }
        }
        PlatformException.Kind kind =
                switch (status) {
                    case 502, 503, 504 -> UNREACHABLE;
                    case 400, 401, 403, 404, 405, 413, 415 -> REFUSED;
                    default -> FAILED;
                };
        throw new PlatformException(
                kind,
                "the platform at " + files.http("") + " answers " + status + " to " + call + ": " + detail(response));
    }

    /** The reason in the words of the platform (RFC 9457), as far as it gave one. */
    private static String detail(HttpResponse<String> response) {
        String body = response.body();
        try {
            JsonNode problem = EventJson.reader().readTree(body);
            if (problem != null && problem.isObject()) {
                body = problem.path("detail").asText(problem.path("title").asText(body));
            }
        } catch (IOException e) {
            // Not the platform's own error format: what it says is shown as it is.
            return oneLine(body);
        }
        return oneLine(body);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > DETAIL_CHARS_MAX ? line.substring(0, DETAIL_CHARS_MAX) + "…" : line;
    }
}
