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

/** The commands that talk to a running platform, against a small HTTP server that answers as one. */
class ClientCommandsTest {
    private record Answer(int status, String body, Map<String, String> headers) {}

    @TempDir
    Path folder;

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Path data;
    private Typed.At at;

    @BeforeEach
    void platform() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        data = folder.resolve("data");
        Files.createDirectories(data.resolve("tokens"));
        Files.writeString(data.resolve("tokens/admin"), "t0ken\n");
        Files.writeString(data.resolve("tokens/coach"), "c0ach\n");
        writeRunFile(ProcessHandle.current().pid());
        at = new Typed.At(folder);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void statusShowsThePartsAndSendsTheToken() {
        answers.put("GET /api/v1/status", ok("""
                        {"state":"ready","uptime_s":7,"parts":[{"name":"kafka","state":"ok","detail":"1 broker"}]}"""));

        Typed typed = at.type("status");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("state: ready\n", "uptime_s: 7\n", "kafka  ok     1 broker");
        assertThat(requests).containsExactly("GET /api/v1/status Bearer t0ken");
    }

    @Test
    void statusAsJsonIsWhatThePlatformSaid() throws Exception {
        answers.put("GET /api/v1/status", ok("{\"state\":\"ready\",\"more\":{\"x\":1}}"));

        Typed typed = at.type("status", "--json", "--data", data.toString());

        assertThat(EventJson.reader().readTree(typed.out()))
                .isEqualTo(EventJson.reader().readTree("{\"state\":\"ready\",\"more\":{\"x\":1}}"));
    }

    @Test
    void aBalancedAuditIsExitCodeZero() {
        answers.put("GET /api/v1/audit?wait_s=30", ok(audit(true)));

        Typed typed = at.type("audit", "--wait", "30s");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).isEqualTo("""
                        pipeline  received  unique  duplicate  late  rejected  stored
                        tracking       100      90          7     1         2      91
                        balanced
                        still on its way: the sink is 10 records behind
                        front door since the start: accepted 100
                        """);
    }

    @Test
    void anAuditThatDoesNotBalanceIsExitCodeOneAndNamesTheRange() {
        answers.put("GET /api/v1/audit?wait_s=10", ok(audit(false)));

        Typed typed = at.type("audit");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.out())
                .contains(
                        "NOT balanced\n", "tracking: partition 1, offsets 40 to 50: ten records are counted nowhere\n");
    }

    @Test
    void auditAsJsonKeepsTheExitCode() {
        answers.put("GET /api/v1/audit?wait_s=10", ok(audit(false)));

        Typed typed = at.type("audit", "--json");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.out()).contains("\"balanced\" : false");
    }

    @Test
    void queryPrintsTheRowsAsTheyCome() throws Exception {
        answers.put("POST /api/v1/query", ok("player_id,distance_m\nMüller,12.5\n"));

        Typed typed = at.type("query", "SELECT \"x\"", "--format", "csv");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).isEqualTo("player_id,distance_m\nMüller,12.5\n");
        assertThat(requests)
                .containsExactly("POST /api/v1/query Bearer t0ken {\"sql\":\"SELECT \\\"x\\\"\",\"format\":\"csv\"}");
    }

    @Test
    void aQueryThatIsRefusedSaysWhy() {
        answers.put(
                "POST /api/v1/query",
                new Answer(
                        400,
                        "{\"title\":\"The request is not valid\",\"detail\":\"only SELECT is allowed\"}",
                        Map.of()));

        Typed typed = at.type("query", "DROP TABLE x");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("pitchside: only SELECT is allowed\n");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void anAnswerThatWasCutIsNoSuccess() {
        answers.put("POST /api/v1/query", new Answer(200, "a\n1\n", Map.of("Pitchside-Truncated", "true")));

        Typed typed = at.type("query", "SELECT a");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.out()).isEqualTo("a\n1\n");
        assertThat(typed.err()).contains("query.rows-max");
    }

    @Test
    void aPipelineIsShownFromDoorToView() {
        answers.put("GET /api/v1/pipelines", ok(PIPELINES));

        Typed all = at.type("pipelines");
        Typed one = at.type("pipelines", "tracking");

        assertThat(all.out()).contains("tracking  Players on the pitch\n");
        assertThat(one.out())
                .containsPattern("door +mqtt +- +sensor-readings")
                .containsPattern("view +live +readings +-");
    }

    @Test
    void aPipelineThatIsNotThereIsAWrongCall() {
        answers.put("GET /api/v1/pipelines", ok(PIPELINES));

        Typed typed = at.type("pipelines", "traking");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("there is no pipeline traking; did you mean tracking?");
    }

    @Test
    void deadLettersAreListed() {
        answers.put("GET /api/v1/dead-letters?limit=50", ok("[" + LETTER + "]"));

        Typed typed = at.type("dead-letters", "list");

        assertThat(typed.out()).contains("sensor-readings/1/42", "1970-01-01T00:00:01Z", "invalid-json", "no JSON");
    }

    @Test
    void aDeadLetterIsShownWithItsBytes() {
        answers.put("GET /api/v1/dead-letters/sensor-readings/1/42", ok(LETTER));

        Typed typed = at.type("dead-letters", "show", "sensor-readings/1/42");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .contains("reason: invalid-json\n")
                .endsWith("\n{\"x\":\n")
                .doesNotContain("payload");
    }

    @Test
    void aDeadLetterThatIsNotThereSaysSo() {
        Typed typed = at.type("dead-letters", "show", "sensor-readings/1/43");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("pitchside: there is no /api/v1/dead-letters/sensor-readings/1/43\n");
    }

    @Test
    void theSignInLinkIsTheAdministratorsOrThatOfARole() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();

        assertThat(at.type("sign-in").out()).isEqualTo(address + "/sign-in?token=t0ken\n");
        assertThat(at.type("sign-in", "coach").out()).isEqualTo(address + "/sign-in?token=c0ach\n");
    }

    @Test
    void aFileOfNoKnownFormatIsAWrongCall() throws Exception {
        Files.writeString(folder.resolve("notes.csv"), "a,b\n1,2\n");

        Typed typed = at.type("load", "tracking", "notes.csv");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("notes.csv: the format cannot be told").hasLineCount(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void twoFilesCannotBecomeOneMatch() throws Exception {
        String zxy = "t,id,x,y\n2013-11-03 18:01:00.000000,1,50.0,30.0\n";
        Files.writeString(folder.resolve("one.csv"), zxy);
        Files.writeString(folder.resolve("two.csv"), zxy);

        Typed typed = at.type("load", "tracking", "one.csv", "two.csv", "--match", "m1");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .contains("two.csv: it would be match m1 as the file before it is")
                .hasLineCount(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void loadingWithoutAPlatformSaysThatThereIsNone() throws Exception {
        Files.delete(data.resolve(RunFile.NAME));
        Files.writeString(folder.resolve("one.csv"), "t,id,x,y\n");

        Typed typed = at.type("load", "tracking", "one.csv");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.err()).startsWith("pitchside: no platform runs on ");
    }

    @Test
    void withoutARunFileNoPlatformRuns() throws Exception {
        Files.delete(data.resolve(RunFile.NAME));

        Typed typed = at.type("status");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.err())
                .startsWith("pitchside: no platform runs on " + data)
                .hasLineCount(1);
    }

    @Test
    void aRunFileOfADeadProcessIsSaidToBeOne() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        writeRunFile(ended.pid());

        Typed typed = at.type("audit");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.err()).contains("names process " + ended.pid() + ", which does not live any more");
    }

    @Test
    void aRunFileThatIsNoJsonIsNamed() throws Exception {
        Files.writeString(data.resolve(RunFile.NAME), "{");

        Typed typed = at.type("audit");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.err()).contains("run.json cannot be read").hasLineCount(1);
    }

    @Test
    void aPlatformThatDoesNotAnswerIsUnreachable() {
        server.stop(0);

        Typed typed = at.type("query", "SELECT 1");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(typed.err()).contains("does not answer").hasLineCount(1);
    }

    @Test
    void aPlatformWhosePartIsDownIsUnreachableToo() {
        answers.put("GET /api/v1/audit?wait_s=10", new Answer(503, "{\"detail\":\"the store is down\"}", Map.of()));

        assertThat(at.type("audit").exitCode()).isEqualTo(3);
    }

    private static final String LETTER = """
            {"pipeline":"tracking","source":"mqtt","reason":"invalid-json","message":"no JSON",\
            "topic":"sensor-readings","partition":1,"offset":42,"byte_offset":5,"key":"m/?",\
            "payload":"eyJ4Ijo=","at":1000}""";

    private static final String PIPELINES = """
            [{"name":"tracking","title":"Players on the pitch",
              "doors":[{"name":"mqtt","writes":["sensor-readings"]}],
              "job":{"name":"tracking","reads":["sensor-readings"],"writes":["readings"]},
              "sinks":[],"views":[{"name":"live","reads":["readings"]}],
              "topics":[{"name":"readings","key":"match_id/player_id","partitions":2,"cleanup":"delete"}]}]""";

    private static String audit(boolean balanced) {
        String difference = """
                {"partition":1,"from":40,"to":50,"message":"ten records are counted nowhere"}""";
        String audit = """
                {"balanced":%s,"pipelines":{"tracking":{"received":100,"unique":90,"duplicate":7,"late":1,"rejected":2,
                "stored":91,"differences":[%s]}},
                "unsettled":["the sink is 10 records behind"],"door":{"accepted":100,"refused_connections":0}}""";
        return audit.formatted(balanced, balanced ? "" : difference);
    }

    private static Answer ok(String body) {
        return new Answer(200, body, Map.of());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add((request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body).strip());
        Answer answer = answers.getOrDefault(
                request, new Answer(404, "{\"detail\":\"there is no " + exchange.getRequestURI() + "\"}", Map.of()));
        byte[] bytes = answer.body().getBytes(UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void writeRunFile(long pid) throws IOException {
        int port = server.getAddress().getPort();
        RunFile run = new RunFile(
                pid,
                Map.of("http", port),
                Map.of("http", "http://127.0.0.1:" + port),
                0,
                data.resolve("tokens/admin").toString(),
                data.resolve("mqtt").toString());
        Files.write(data.resolve(RunFile.NAME), EventJson.bytes(run));
    }
}
