package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pitchside.app.RunFile;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} and {@code trace}, against a small HTTP server that answers as a platform. */
class ReplayCommandsTest {
    @TempDir
    Path folder;

    private final Map<String, String> answers = new HashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Typed.At at;

    @BeforeEach
    void platform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path data = Files.createDirectories(folder.resolve("data"));
        Path token = Files.writeString(folder.resolve("admin"), "t0ken");
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        RunFile run = new RunFile(
                ProcessHandle.current().pid(), Map.of(), Map.of("http", address), 0, token.toString(), "mqtt");
        Files.write(data.resolve(RunFile.NAME), EventJson.bytes(run));
        at = new Typed.At(folder);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aReplayThatDiffersIsExitCodeOneAndNamesTheFirstDifference() {
        answers.put("POST /api/v1/matches/cup%20final/replay", parity(false));

        Typed typed = at.type("replay", "cup final", "--verify");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.out())
                .containsPattern("topic +10 +5 +4 +1 +0 +0 +1\\.5")
                .contains(
                        "NO parity of match cup final under tracking-2.fifa\n",
                        "topic: one row was left out\n",
                        "topic: player p7, second 17, sprints: stored 0, recomputed 1 (revision 99)\n");
    }

    @Test
    void aReplayThatHoldsIsExitCodeZero() {
        answers.put("POST /api/v1/matches/m/replay", parity(true));

        Typed typed = at.type("replay", "m", "--verify", "--json");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("\"parity\" : true");
    }

    @Test
    void otherZonesAreShownSideBySide() {
        answers.put("POST /api/v1/matches/m/what-if", """
                        {"took_ms":9,"readings":7,
                        "base":{"definition_version":"a","zones_kmh":[7,15,20,25],
                        "players":[{"player_id":"p7","distance_m":100,"hsr_m":10,"sprint_m":1}]},
                        "alternative":{"definition_version":"b","zones_kmh":[5,10,15,20],
                        "players":[{"player_id":"p7","distance_m":100,"hsr_m":20.25,"sprint_m":2}]}}""");

        Typed typed = at.type("replay", "m", "--zones", "5,10,15,20");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).containsPattern("p7 +100\\.0 +10\\.0 +20\\.3 +1\\.0 +2\\.0");
        assertThat(requests)
                .containsExactly("POST /api/v1/matches/m/what-if Bearer t0ken {\"zones\":[5.0,10.0,15.0,20.0]}");
    }

    @Test
    void aReplayNeedsToBeToldWhatFor() {
        assertThat(at.type("replay", "m").exitCode()).isEqualTo(2);
        assertThat(at.type("replay", "m", "--verify", "--zones", "hsr").exitCode())
                .isEqualTo(2);
        assertThat(at.type("replay", "m", "--zones", "7,a").err()).contains("--zones 7,a");
        assertThat(requests).isEmpty();
    }

    @Test
    void anEventThatIsNowhereIsExitCodeOneAndSaysWhatWasLookedAt() {
        answers.put(
                "GET /api/v1/trace?event_id=m%2Fs%2F1%2F2",
                "{\"event_id\":\"m/s/1/2\",\"found\":false,\"hops\":[],\"looked_at\":[\"table readings\"]}");

        Typed typed = at.type("trace", "m/s/1/2");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.out()).isEqualTo("m/s/1/2 is nowhere; looked at:\n  table readings\n");
    }

    @Test
    void theHopsOfAnEventAreLines() {
        answers.put("GET /api/v1/trace?event_id=m%2Fs%2F1%2F2", """
                        {"event_id":"m/s/1/2","found":true,"took_ms":12,"hops":[
                        {"hop":"front-door","where":"mqtt","at":0},
                        {"hop":"topic","where":"readings","partition":1,"offset":7,"at":5,"delay_ms":5,"detail":"x"}]}""");

        Typed typed = at.type("trace", "m/s/1/2");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .containsPattern("topic +readings +1 +7 +1970-01-01T00:00:00.005Z +5 +x")
                .endsWith("found in 12 ms\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add((request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body).strip());
        byte[] bytes = answers.getOrDefault(request, "{}").getBytes(UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(request) ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String parity(boolean holds) {
        return """
                {"match_id":"cup final","parity":%s,"definition_version":"tracking-2.fifa","sources":[
                {"source":"topic","records":10,"keys":5,"equal":4,"different":1,"only_stored":0,"only_recomputed":0,
                "took_ms":1500,"note":"one row was left out","first_differences":[{"player_id":"p7","second":17,
                "field":"sprints","stored":0,"recomputed":1,"revision":99}]}]}""".formatted(holds);
    }
}
