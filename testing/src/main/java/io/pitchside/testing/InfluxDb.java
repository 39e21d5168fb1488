package io.pitchside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's InfluxDB (1.6) as a foreign time-series store on free ports of the loopback interface, with a folder of its
 * own and one user, without whom it answers nothing.
 *
 * <p>As a {@code @RegisterExtension static final InfluxDb store = InfluxDb.server();} it runs for the tests of a class.
 * Used from one thread.
 */
public final class InfluxDb implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    public static final String USERNAME = "tests";
    public static final String PASSWORD = "not a secret";

    private static final Path SERVER = Path.of("/usr/bin/influxd");
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final int port;
    private final int backupPort;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();
    private @Nullable Path folder;
    private @Nullable ChildProcess process;

    private InfluxDb() {
        List<Integer> ports = FreePorts.several(2);
        port = ports.get(0);
        backupPort = ports.get(1);
    }

    public static InfluxDb server() {
        return new InfluxDb();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Starts the server, or starts it again on the same port and the same data. */
    public InfluxDb start() {
        Requirement.file(SERVER, "InfluxDB", "apt-get install influxdb");
        try {
            boolean first = folder == null;
            if (folder == null) {
                folder = Files.createTempDirectory("pitchside-influxdb");
            }
            Path configuration = folder.resolve("influxdb.conf");
            Files.writeString(configuration, configuration(folder));
            ProcessBuilder builder = new ProcessBuilder(SERVER.toString(), "-config", configuration.toString());
            // It reads its settings from the environment too.
            builder.environment().keySet().removeIf(name -> name.startsWith("INFLUXDB_"));
            process = ChildProcess.start("influxd", builder, folder, line -> line.contains("Listening on HTTP"));
            process.awaitLine(START_MAX);
            if (first) {
                query("CREATE USER \"" + USERNAME + "\" WITH PASSWORD '" + PASSWORD + "' WITH ALL PRIVILEGES");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set up InfluxDB", e);
        }
    }

    private String configuration(Path data) {
        return """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                dir = "%2$s/meta"
                [data]
                dir = "%2$s/data"
                wal-dir = "%2$s/wal"
                query-log-enabled = false
                [monitor]
                store-enabled = false
                [http]
                bind-address = "127.0.0.1:%3$d"
                auth-enabled = true
                log-enabled = false
                [logging]
                format = "logfmt"
                level = "info"
                suppress-logo = true
                """.formatted(backupPort, data, port);
    }

    /** What {@code time-series.url} takes. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Runs a statement of InfluxQL as the user; the answer as JSON, times in milliseconds. */
    public String query(String influxQl) {
        return query("", influxQl);
    }

    /** As {@link #query(String)}, in a database. */
    public String query(String database, String influxQl) {
        String token = Base64.getEncoder().encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/query?epoch=ms&db=" + encoded(database)))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Basic " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("q=" + encoded(influxQl)))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().contains("\"error\":")) {
                throw new IllegalStateException(influxQl + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("InfluxDB at " + url() + " cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking InfluxDB", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** SIGKILL; {@link #start()} brings it back. */
    public void kill9() {
        if (process != null) {
            process.kill9();
            process.awaitExit(START_MAX);
        }
    }

    /** SIGTERM and the wait for its end; {@link #start()} brings it back. */
    public void stop() {
        if (process != null) {
            process.terminate();
            process.awaitExit(START_MAX);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
    }
}
