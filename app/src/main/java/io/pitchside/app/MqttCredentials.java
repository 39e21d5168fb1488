package io.pitchside.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.connectors.mqtt.Device;
import io.pitchside.connectors.mqtt.Devices;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The device that our own publishers (loader, simulator, warm-up) connect as. It may publish under every stadium; its
 * password is made at the first start and kept in a file that only the owner may read.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MqttCredentials(String username, String password) {
    private static final String USERNAME = "pitchside";

    static Path file(Path tokens) {
        return tokens.resolve("mqtt-credentials.json");
    }

    /** Reads the credentials, or makes them, and sees to it that the devices file knows them. */
    static MqttCredentials in(Path tokens, Path devicesFile) throws IOException {
        Path file = file(tokens);
        MqttCredentials credentials = Files.exists(file)
                ? EventJson.read(Files.readAllBytes(file), MqttCredentials.class)
                : new MqttCredentials(USERNAME, AccessTokens.random());
        if (!Files.exists(file)) {
            PrivateFiles.write(file, EventJson.bytes(credentials));
        }
        Devices devices = Devices.read(devicesFile);
        byte[] password = credentials.password().getBytes(UTF_8);
        if (devices.authenticate(credentials.username(), password).isEmpty()) {
            devices.add(credentials.username(), credentials.password(), List.of(Device.EVERY_STADIUM))
                    .write(devicesFile);
        }
        return credentials;
    }

    @Override
    public String toString() {
        return "MqttCredentials[" + username + "]";
    }
}
