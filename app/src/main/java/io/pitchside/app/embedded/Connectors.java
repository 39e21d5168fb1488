package io.pitchside.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The connectors of a Kafka Connect worker, embedded or not, over its REST interface. Thread-safe. */
public final class Connectors {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    /** How long the state of a connector that was started again may still be the old one. */
    private static final Duration RESTART_WAIT = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();

    /** @param url where the worker's REST interface is, without a path */
    public Connectors(URI url) {
        this.url = requireNonNull(url, "url");
    }

    /**
     * How one connector does.
     *
     * @param state of the connector itself, in Connect's word ({@code RUNNING})
     * @param tasks the state of each task
     * @param failure first line of the first error of connector or tasks; empty where none failed
     */
    public record Status(String name, String state, List<String> tasks, String failure) {
        public Status {
            tasks = List.copyOf(tasks);
        }

        /** Whether the connector and at least one task of it run, and none does anything else. */
        public boolean running() {
            return state.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch("RUNNING"::equals);
        }
    }

    /**
     * Waits until the worker answers.
     *
     * @throws IOException if it does not in that time
     */
    public void awaitReady(Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            try {
                if (send("GET", "/connectors", "").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Kafka Connect does not answer at " + url + ": " + e.getMessage(), e);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Kafka Connect at " + url + " was not ready within " + wait.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /**
     * Creates a connector or gives it a new configuration, and lets it run if it was stopped.
     *
     * @throws IOException if Connect refuses it, or does not take it in that time
     */
    public void put(String name, Map<String, String> settings, Duration wait) throws IOException, InterruptedException {
        String body = new String(EventJson.bytes(new TreeMap<>(settings)), UTF_8);
        retried("PUT", path(name) + "/config", body, wait);
        retried("PUT", path(name) + "/resume", "", wait);
    }

    /** Starts what failed of a connector again: putting the configuration that it has already does not. */
    private void restartFailed(String name) throws IOException, InterruptedException {
        retried("POST", path(name) + "/restart?includeTasks=true&onlyFailed=true", "", REQUEST_TIMEOUT);
    }

    /**
     * Stops a connector's tasks for good, until it is put again; one that does not exist is fine.
     *
     * @throws IOException if Connect does not stop it in that time
     */
    public void stop(String name, Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        HttpResponse<String> answer = retried("PUT", path(name) + "/stop", "", wait);
        if (answer.statusCode() == NOT_FOUND) {
            return;
        }
        while (!status(name).tasks().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("connector " + name + " did not stop within " + wait.toMillis() + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /**
     * Waits until a connector and its tasks run. What failed is started again once: a worker starts connectors with the
     * configuration of its last life before it is given the one of this.
     *
     * @throws IOException if one fails, with its first error line, or does not run in that time
     */
    public void awaitRunning(String name, Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        long patience = Long.MAX_VALUE;
        while (true) {
            Status status = status(name);
            if (status.running()) {
                return;
            }
            if (!status.failure().isEmpty()) {
                if (patience == Long.MAX_VALUE) {
                    patience = System.nanoTime() + RESTART_WAIT.toNanos();
                    restartFailed(name);
                } else if (System.nanoTime() > patience) {
                    throw new IOException("connector " + name + " failed: " + status.failure());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("connector " + name + " did not run within " + wait.toSeconds() + " s: it is "
                        + status.state() + ", its tasks " + status.tasks());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** @throws IOException if Connect does not answer */
    public Status status(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path(name) + "/status", "");
        if (answer.statusCode() != 200) {
            return new Status(name, answer.statusCode() == NOT_FOUND ? "ABSENT" : "UNKNOWN", List.of(), "");
        }
        JsonNode json = EventJson.reader().readTree(answer.body());
        List<String> tasks = new ArrayList<>();
        String failure = firstLine(json.path("connector"));
        for (JsonNode task : json.path("tasks")) {
            tasks.add(task.path("state").asText());
            failure = failure.isEmpty() ? firstLine(task) : failure;
        }
        return new Status(name, json.path("connector").path("state").asText(), tasks, failure);
    }

    /** The version of the worker; empty if it does not say. */
    public String version() throws IOException, InterruptedException {
        return EventJson.reader()
                .readTree(send("GET", "/", "").body())
                .path("version")
                .asText();
    }

    /** The first line that says what went wrong: Connect wraps a task's own error in one of its own. */
    private static String firstLine(JsonNode part) {
        if (!part.path("state").asText().equals("FAILED")) {
            return "";
        }
        List<String> lines = part.path("trace").asText().lines().toList();
        String first = lines.isEmpty() ? "no reason given" : lines.get(0);
        return lines.stream()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(first);
    }

    /** Asks again while the worker is busy with a rebalance, which it says with a conflict or a server error. */
    private HttpResponse<String> retried(String method, String path, String body, Duration wait)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            HttpResponse<String> answer = send(method, path, body);
            boolean busy = answer.statusCode() == CONFLICT || answer.statusCode() >= 500;
            if (!busy && answer.statusCode() != 400) {
                return answer;
            }
            if (!busy || System.nanoTime() > deadline) {
                String message = EventJson.reader()
                        .readTree(answer.body())
                        .path("message")
                        .asText(answer.body());
                throw new IOException("Kafka Connect refused " + path + ": "
                        + message.lines()
                                .filter(line -> !line.isBlank())
                                .limit(3)
                                .toList());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private static String path(String connector) {
        return "/connectors/" + URLEncoder.encode(connector, UTF_8);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
