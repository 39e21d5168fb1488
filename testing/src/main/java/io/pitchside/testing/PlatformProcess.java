package io.pitchside.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The platform as people run it: {@code pitchside up} in a JVM of its own, with the class path of the test, the flags of
 * {@code app/jvm.args} and every port free. Logs are {@code platform.stdout} and {@code platform.stderr} beside the data
 * folder. Used from one thread.
 *
 * <pre>{@code
 * try (PlatformProcess platform = PlatformProcess.in(temporaryFolder).start()) {
 *     platform.kill9();
 *     platform.start(); // on the same data
 *     assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
 * }
 * }</pre>
 */
public final class PlatformProcess implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(90);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final Duration COMMAND_MAX = Duration.ofMinutes(3);
    private static final List<String> PORTS = List.of(
            "http.port",
            "mqtt.port",
            "kafka.port",
            "connect.port",
            "flink.port",
            "questdb.port",
            "postgres.port",
            "mongo.port");

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
    private @Nullable ChildProcess process;

    private PlatformProcess(Path folder) {
        this.folder = folder;
        PORTS.forEach(port -> settings.put(port, "0"));
    }

    /** A platform, not started yet, with its data, logs and files in a folder. */
    public static PlatformProcess in(Path folder) {
        return new PlatformProcess(folder);
    }

    /** As {@code --set key=value}; also after a stop, for the next start. */
    public PlatformProcess set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Further options of {@code up}, such as {@code --demo}. */
    public PlatformProcess option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Starts it, again after a stop or a kill on the same data, and returns when it says that it is ready. */
    public PlatformProcess start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("the platform in " + folder + " runs already");
        }
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data().toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        arguments.addAll(options);
        process = ChildProcess.start("platform", java(arguments), folder, line -> line.contains("ready in "));
        process.awaitLine(READY_MAX);
        return this;
    }

    /** What one call of the command line gave. */
    public record Outcome(int exitCode, String stdout, String stderr) {}

    /** Runs another command ({@code query}, {@code audit}, {@code load}, …) against this platform, as a person would. */
    public Outcome command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--data", data().toString()));
        try {
            Path logs = Files.createTempDirectory("pitchside-command");
            try (ChildProcess command = ChildProcess.start("command", java(all), logs, line -> false)) {
                int exitCode = command.awaitExit(COMMAND_MAX);
                return new Outcome(exitCode, Files.readString(command.stdout()), Files.readString(command.stderr()));
            } finally {
                Folders.delete(logs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + String.join(" ", all), e);
        }
    }

    private ProcessBuilder java(List<String> arguments) {
        try {
            Files.createDirectories(folder);
            // An argument file, as the start script uses: a class path of this length breaks some native libraries.
            Path classPath = folder.resolve("class-path.args");
            Files.writeString(classPath, "-cp\n" + quoted(System.getProperty("java.class.path")) + "\n");
            Path flags = Repository.root().resolve("app/jvm.args");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            if (Files.exists(flags)) {
                command.add("@" + flags);
            }
            command.add("-Dpitchside.home=" + Repository.root());
            command.add("@" + classPath);
            command.add("io.pitchside.app.Main");
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command);
            // The configuration of whoever runs the tests is not that of the platform under test.
            builder.environment().keySet().removeIf(name -> name.startsWith("PITCHSIDE_"));
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the argument file", e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\") + '"';
    }

    /** SIGKILL: nothing is closed or flushed. {@link #start()} brings it back on the same data. */
    public void kill9() {
        running().kill9();
        running().awaitExit(STOP_MAX);
    }

    /** SIGTERM, as Ctrl-C or a service manager does; the exit code. */
    public int terminate() {
        running().terminate();
        return running().awaitExit(STOP_MAX);
    }

    /** Waits for a platform that stops by itself ({@code --for}); the exit code. */
    public int awaitExit(Duration atMost) {
        return running().awaitExit(atMost);
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Process id of the JVM. */
    public long pid() {
        return running().pid();
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** All it printed on stdout since the first start. */
    public Path stdout() {
        return folder.resolve("platform.stdout");
    }

    public Path stderr() {
        return folder.resolve("platform.stderr");
    }

    /** {@code run.json}: what runs where. */
    public JsonNode run() {
        return read(data().resolve("run.json"));
    }

    /** The full address of a part ({@code http}, {@code mqtt}, {@code kafka}, …). */
    public String address(String part) {
        return text(run().path("addresses").path(part), "addresses." + part);
    }

    /** The port of a part. */
    public int port(String part) {
        return run().path("ports").path(part).asInt();
    }

    public String token() {
        Path file = Path.of(text(run().path("token_file"), "token_file"));
        try {
            return Files.readString(data().resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token in " + file, e);
        }
    }

    /** GET with the platform's own token; the answer whatever its status. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** POST of JSON with the platform's own token. */
    public HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** PUT of JSON with the platform's own token. */
    public HttpResponse<String> put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request to the platform with its own token, to be finished by the test. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address("http") + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .timeout(ANSWER_MAX);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the platform", e);
        }
    }

    /** The rows that a question gives, by column name, as CSV text. */
    public List<Map<String, String>> query(String sql) {
        HttpResponse<String> response = post("/api/v1/query", json(Map.of("sql", sql, "format", "csv")));
        if (response.statusCode() != 200) {
            throw new IllegalStateException("query answered " + response.statusCode() + ": " + response.body());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(response.body())) {
            reader.forEach(row -> rows.add(row.getFieldsAsMap()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rows", e);
        }
        return rows;
    }

    /** The audit, after the stores have had time to apply what they were given. */
    public JsonNode audit() {
        HttpResponse<String> response = get("/api/v1/audit?wait_s=30");
        if (response.statusCode() != 200) {
            throw new IllegalStateException("audit answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the audit is no JSON: " + response.body(), e);
        }
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(Path file) {
        try {
            return json.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String text(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw new IllegalStateException("run.json has no " + name);
        }
        return node.asText();
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("the platform in " + folder + " was not started");
        }
        return process;
    }

    /** Kills what still runs; the folder stays for the test to look at. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
