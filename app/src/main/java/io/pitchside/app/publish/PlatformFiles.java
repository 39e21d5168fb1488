package io.pitchside.app.publish;

import static io.pitchside.app.publish.PlatformException.Kind.FAILED;
import static io.pitchside.app.publish.PlatformException.Kind.UNREACHABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a client finds in the data folder of a running platform: {@code run.json} and the files that it names. Read
 * again whenever the platform may have been restarted, because its ports may have changed.
 *
 * @param http root of the API, without a slash at the end
 * @param mqtt where devices publish
 */
public record PlatformFiles(
        Path dataDir, long pid, String http, @Nullable MqttEndpoint mqtt, String token) {
    /** File in the data folder that a running platform leaves. */
    public static final String FILE = "run.json";

    /**
     * Reads the folder as it is now.
     *
     * @throws PlatformException if no platform runs on it, or its files cannot be read
     */
    public static PlatformFiles read(Path dataDir) throws PlatformException {
        Path file = dataDir.resolve(FILE);
        JsonNode run = json(file, dataDir);
        String http = run.path("addresses").path("http").asText("");
        if (http.isEmpty()) {
            throw new PlatformException(FAILED, file + " names no addresses.http: is it the file of another version?");
        }
        String mqtt = run.path("addresses").path("mqtt").asText("");
        Credentials credentials = credentials(run, dataDir);
        return new PlatformFiles(
                dataDir,
                run.path("pid").asLong(-1),
                http.endsWith("/") ? http.substring(0, http.length() - 1) : http,
                mqtt.isEmpty() ? null : MqttEndpoint.of(mqtt, credentials),
                token(run, dataDir));
    }

    /**
     * Where readings are published.
     *
     * @throws PlatformException if the platform has no MQTT front door of its own
     */
    public MqttEndpoint mqttEndpoint() throws PlatformException {
        if (mqtt == null) {
            throw new PlatformException(
                    FAILED, dataDir.resolve(FILE) + " names no addresses.mqtt: readings cannot be sent");
        }
        return mqtt;
    }

    private static JsonNode json(Path file, Path dataDir) throws PlatformException {
        try {
            return EventJson.reader().readTree(Files.readString(file, UTF_8));
        } catch (NoSuchFileException e) {
            throw new PlatformException(
                    UNREACHABLE,
                    "no platform runs on " + dataDir.toAbsolutePath() + " (it has no " + FILE
                            + "): start one with ./pitchside up, or name its folder with --data",
                    e);
        } catch (IOException e) {
            throw new PlatformException(UNREACHABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String token(JsonNode run, Path dataDir) throws PlatformException {
        String name = run.path("token_file").asText("");
        if (name.isEmpty()) {
            throw new PlatformException(FAILED, dataDir.resolve(FILE) + " names no token_file");
        }
        Path file = dataDir.resolve(name);
        try {
            return Files.readString(file, UTF_8).strip();
        } catch (IOException e) {
            throw new PlatformException(UNREACHABLE, "the token file " + file + " cannot be read: " + reason(e), e);
        }
    }

    private static @Nullable Credentials credentials(JsonNode run, Path dataDir) throws PlatformException {
        String name = run.path("mqtt_credentials_file").asText("");
        if (name.isEmpty()) {
            return null;
        }
        Path file = dataDir.resolve(name);
        try {
            JsonNode json = EventJson.reader().readTree(Files.readString(file, UTF_8));
            return new Credentials(
                    json.path("username").asText(""), json.path("password").asText(""));
        } catch (IOException e) {
            throw new PlatformException(
                    UNREACHABLE, "the MQTT credentials in " + file + " cannot be read: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "it does not exist"
                : e.getClass().getSimpleName();
    }

    /** The address of the API as a URI. */
    public URI http(String path) {
        return URI.create(http + path);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "PlatformFiles[" + dataDir + ", pid " + pid + ", " + http + "]";
    }
}
