package io.pitchside.benchmarks.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.benchmarks.load.LiveRoute;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The platform's addresses and the few calls of its HTTP API that a benchmark makes. Thread-safe. */
public final class PlatformApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final LiveRoute.Endpoints endpoints;
    private final String kafka;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private PlatformApi(LiveRoute.Endpoints endpoints, String kafka) {
        this.endpoints = endpoints;
        this.kafka = kafka;
    }

    /**
     * Reads a running platform's {@code run.json} and the token beside it.
     *
     * @throws IOException if the file lacks an address that is needed here, or the token can't be read
     */
    static PlatformApi of(Path runFile) throws IOException {
        JsonNode run = EventJson.reader().readTree(Files.readAllBytes(runFile));
        String token =
                Files.readString(Path.of(text(run, runFile, "/token_file"))).strip();
        URI http = URI.create(text(run, runFile, "/addresses/http"));
        URI mqtt = withScheme(text(run, runFile, "/addresses/mqtt"));
        URI kafka = withScheme(text(run, runFile, "/addresses/kafka"));
        return new PlatformApi(
                new LiveRoute.Endpoints(new InetSocketAddress(mqtt.getHost(), mqtt.getPort()), http, token),
                kafka.getHost() + ":" + kafka.getPort());
    }

    private static String text(JsonNode run, Path runFile, String pointer) throws IOException {
        JsonNode value = run.at(pointer);
        if (!value.isTextual()) {
            throw new IOException(runFile + " has no " + pointer.substring(1).replace('/', '.'));
        }
        return value.asText();
    }

    /** Addresses stand there as {@code host:port}, or with the scheme of their protocol in front. */
    static URI withScheme(String address) {
        return URI.create(address.contains("://") ? address : "tcp://" + address);
    }

    public LiveRoute.Endpoints endpoints() {
        return endpoints;
    }

    /** Where Kafka clients connect first, {@code host:port}. */
    public String kafka() {
        return kafka;
    }

    /** Makes the match known, so that its readings are taken as a live match's. */
    public void put(MatchSetup setup) throws IOException, InterruptedException {
        ObjectNode body = (ObjectNode) EventJson.reader().readTree(EventJson.bytes(setup));
        body.remove("version");
        HttpRequest request = request("/api/v1/matches/" + setup.matchId())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        send(request);
    }

    /**
     * The platform's own audit, once its stores have caught up.
     *
     * @param waitS how long the platform may wait for that
     */
    public Audit audit(int waitS) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/audit?wait_s=" + waitS)
                .timeout(TIMEOUT.plusSeconds(waitS))
                .build();
        return Audit.of(EventJson.reader().readTree(send(request)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoints.http().resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + endpoints.token());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
