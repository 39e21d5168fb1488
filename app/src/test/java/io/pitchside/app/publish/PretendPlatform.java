package io.pitchside.app.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform that consists of a data folder, an API that takes set-ups, and a front door. */
public final class PretendPlatform implements AutoCloseable {
    public static final String TOKEN = "token-of-the-test";

    private final Path dataDir;
    private final ListeningDoor door;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unsettledAnswers = new AtomicInteger();
    private volatile int status = 200;
    private volatile String body = "{}";

    private PretendPlatform(Path dataDir, ListeningDoor door, HttpServer http) {
        this.dataDir = dataDir;
        this.door = door;
        this.http = http;
    }

    public static PretendPlatform start(Path dataDir) throws IOException, InterruptedException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PretendPlatform platform = new PretendPlatform(dataDir, ListeningDoor.open(), http);
        http.createContext("/", platform::answer);
        http.setExecutor(platform.threads);
        http.start();
        platform.writeRunFile();
        return platform;
    }

    public PlatformClient client() {
        return PlatformClient.of(dataDir);
    }

    public ListeningDoor door() {
        return door;
    }

    /** {@code METHOD path body}, in the order in which they came. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Answers everything like this from now on. */
    public void answerWith(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    /** Says so many times that not everything is stored yet. */
    public void unsettled(int answers) {
        unsettledAnswers.set(answers);
    }

    private void writeRunFile() throws IOException {
        Files.writeString(dataDir.resolve("token"), TOKEN + "\n");
        Files.writeString(dataDir.resolve("credentials.json"), "{\"username\":\"pitchside\",\"password\":\"canary\"}");
        Files.writeString(dataDir.resolve(PlatformFiles.FILE), """
                {"pid": 1, "ports": {}, "started_at": 1,
                 "addresses": {"http": "http://127.0.0.1:%d", "mqtt": "tcp://127.0.0.1:%d"},
                 "token_file": "token", "mqtt_credentials_file": "credentials.json"}
                """.formatted(
                        http.getAddress().getPort(), door.port()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent).strip());
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = known ? body : "{\"detail\":\"who are you?\"}";
        if (known && exchange.getRequestURI().getPath().equals("/api/v1/audit")) {
            boolean settled = unsettledAnswers.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
            answer = "{\"settled\": " + settled + "}";
        }
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(known ? status : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        door.close();
    }
}
