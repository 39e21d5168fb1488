package io.pitchside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's Mosquitto as a foreign MQTT broker on a free port of the loopback interface, and its command line client.
 *
 * <p>As a {@code @RegisterExtension static final Mosquitto broker = Mosquitto.broker();} it runs for the tests of a
 * class. Its queues are unbounded and kept over a restart, so that what it lost would be its fault and not the set-up's.
 * Used from one thread.
 */
public final class Mosquitto implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final Path BROKER = Path.of("/usr/sbin/mosquitto");
    private static final Path CLIENT = Path.of("/usr/bin/mosquitto_pub");
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration PUBLISH_MAX = Duration.ofMinutes(1);

    private final int port = FreePorts.one();
    private @Nullable Path folder;
    private @Nullable ChildProcess process;

    private Mosquitto() {}

    public static Mosquitto broker() {
        return new Mosquitto();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Starts the broker, or starts it again on the same port and the same queues. */
    public void start() {
        Requirement.file(BROKER, "Mosquitto", "apt-get install mosquitto");
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("pitchside-mosquitto");
            }
            Path configuration = folder.resolve("mosquitto.conf");
            Files.writeString(configuration, configuration(folder));
            process = ChildProcess.start(
                    "mosquitto",
                    new ProcessBuilder(BROKER.toString(), "-c", configuration.toString()),
                    folder,
                    line -> line.contains("running"));
            process.awaitLine(START_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set up Mosquitto", e);
        }
    }

    private String configuration(Path data) {
        return """
                listener %d 127.0.0.1
                allow_anonymous true
                user %s
                persistence true
                persistence_location %s/
                autosave_interval 1
                max_queued_messages 0
                max_queued_bytes 0
                max_inflight_messages 0
                log_dest stderr
                log_type error
                log_type warning
                log_type notice
                log_type information
                """.formatted(port, System.getProperty("user.name"), data);
    }

    public int port() {
        return port;
    }

    /** What {@code mqtt.url} takes. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
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

    /**
     * Publishes one message with {@code mosquitto_pub} to any MQTT server of this machine and waits for the PUBACK.
     *
     * @param options further options of mosquitto_pub ({@code "-V", "mqttv5", "-u", "tag-7"})
     * @return the client's exit code: 0 when the server acknowledged
     */
    public static int publish(int port, String topic, String message, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-q", "1", "-t", topic, "-m", message));
        arguments.addAll(List.of(options));
        return run(port, arguments, "");
    }

    /** As {@link #publish}, one message per line, over one connection. */
    public static int publishLines(int port, String topic, List<String> lines, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-q", "1", "-t", topic, "-l"));
        arguments.addAll(List.of(options));
        return run(port, arguments, String.join("\n", lines) + "\n");
    }

    private static int run(int port, List<String> arguments, String input) {
        Requirement.file(CLIENT, "mosquitto_pub", "apt-get install mosquitto-clients");
        List<String> command = new ArrayList<>(List.of(CLIENT.toString(), "-h", "127.0.0.1", "-p", "" + port));
        command.addAll(arguments);
        try {
            Path folder = Files.createTempDirectory("pitchside-mosquitto-pub");
            Path stdin = Files.writeString(folder.resolve("stdin"), input, StandardCharsets.UTF_8);
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(stdin.toFile());
            try (ChildProcess client = ChildProcess.start("mosquitto_pub", builder, folder, line -> false)) {
                return client.awaitExit(PUBLISH_MAX);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run mosquitto_pub", e);
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
