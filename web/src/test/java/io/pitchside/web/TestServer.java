package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.dev.FakeAlertLog;
import io.pitchside.web.dev.FakeDefinitions;
import io.pitchside.web.dev.FakePlatform;
import io.pitchside.web.dev.FakeSetupLog;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.PastRecords;
import io.pitchside.web.live.ReadingMarks;
import io.pitchside.web.live.SettableClock;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The whole server on a free port, with a platform and a log that are made up; what a test does over HTTP. */
final class TestServer implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final KeptMatches history = new KeptMatches();
    final LiveHub hub = new LiveHub(
            (matchId, from) -> new StoredTotals(List.of(), List.of()), history, PastRecords.none(), 1, clock);
    final FakeSetupLog setups = new FakeSetupLog(hub);
    final FakeAlertLog alerts = new FakeAlertLog();
    final PitchsideServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer() throws IOException {
        this(new FakePlatform(java.time.Clock.systemUTC()));
    }

    TestServer(PlatformView platform) throws IOException {
        Tokens tokens =
                Tokens.of(Arrays.stream(Role.values()).collect(Collectors.toMap(TestServer::token, role -> role)));
        server = PitchsideServer.start(ServerSettings.loopback(0), tokens, parts(platform), clock);
        hub.accept(input -> input.setup("m1".getBytes(UTF_8), EventJson.bytes(setup("m1", 1))));
    }

    WebParts parts(PlatformView platform) {
        return new WebParts(platform, history, new FakeDefinitions(), hub, setups, alerts);
    }

    static String token(Role role) {
        return "token-for-tests-" + role.code();
    }

    static MatchSetup setup(String matchId, long version) {
        MatchSetup.Player player =
                new MatchSetup.Player("p", MatchSetup.Side.HOME, "Pat <b>", 7, null, null, List.of("s"), 190, 50);
        return new MatchSetup(
                matchId,
                version,
                null,
                "football",
                0,
                MatchSetup.Status.LIVE,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("Reds", null, null),
                new MatchSetup.Team("Blues", null, null),
                List.of(player),
                List.of());
    }

    /** Lets the hub hear one reading. */
    void read(long seq) {
        hub.accept(input -> input.reading(
                0,
                seq,
                ByteBuffer.wrap("m1/p".getBytes(UTF_8)),
                ByteBuffer.wrap(("{\"seq\":" + seq + ",\"ts\":" + (1_000 + seq) + ",\"x\":1,\"y\":2}").getBytes(UTF_8)),
                new ReadingMarks().header(EventHeaders.EVENT_ID, "id".getBytes(UTF_8))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpRequest.Builder request(String path, Role role) {
        return request(path).header("Authorization", "Bearer " + token(role));
    }

    HttpResponse<String> get(String path, Role role) throws IOException, InterruptedException {
        return send(request(path, role));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        hub.close();
        server.close();
    }
}
