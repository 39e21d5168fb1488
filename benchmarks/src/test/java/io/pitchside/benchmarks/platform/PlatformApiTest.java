package io.pitchside.benchmarks.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pitchside.benchmarks.load.Tags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformApiTest {
    @TempDir
    private Path folder;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void addressesComeFromTheRunFile() throws IOException {
        PlatformApi api = api();

        assertThat(api.endpoints().mqtt()).hasToString("/127.0.0.1:1883");
        assertThat(api.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(api.endpoints().toString()).doesNotContain("secret");
    }

    @Test
    void missingAddressIsNamed() throws IOException {
        Path runFile = Files.writeString(folder.resolve("run.json"), "{\"pid\": 1}");

        assertThatThrownBy(() -> PlatformApi.of(runFile)).hasMessageEndingWith("run.json has no token_file");
    }

    @Test
    void setupIsPutWithoutItsVersion() throws Exception {
        api().put(Tags.setup("bench", "m1"));

        assertThat(requests).singleElement().satisfies(request -> assertThat(request)
                .startsWith("PUT /api/v1/matches/m1 Bearer secret {\"match_id\":\"m1\"")
                .doesNotContain("version"));
    }

    @Test
    void auditIsComparedWithWhatWasSent() throws Exception {
        answer = """
                {"balanced": true, "pipelines": {"tracking": {"received": 10, "unique": 10, "duplicate": 0, "late": 0,
                 "rejected": 0, "stored": 10}}}""";

        Audit audit = api().audit(5);

        assertThat(requests).containsExactly("GET /api/v1/audit?wait_s=5 Bearer secret ");
        assertThat(audit.agreesWith(10, 10)).isTrue();
        assertThat(audit.agreesWith(11, 9)).isTrue();
        assertThat(audit.agreesWith(9, 9)).isFalse();
        assertThat(audit.agreesWith(11, 11)).isFalse();
    }

    @Test
    void refusalIsReportedWithItsAnswer() {
        status = 403;
        answer = "no operator";

        assertThatThrownBy(() -> api().put(Tags.setup("bench", "m1")))
                .isInstanceOf(IOException.class)
                .hasMessage("PUT /api/v1/matches/m1 answered 403: no operator");
    }

    private PlatformApi api() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret\n");
        String run = """
                {"token_file": "%s",
                 "addresses": {"http": "http://127.0.0.1:%d", "mqtt": "tcp://127.0.0.1:1883", "kafka": "127.0.0.1:9092"}}
                """.formatted(token, server.getAddress().getPort());
        Path runFile = Files.writeString(folder.resolve("run.json"), run);
        return PlatformApi.of(runFile);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
