package io.pitchside.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void oneFolderHasOnePlatform() throws Exception {
        try (DataFolder first = DataFolder.open(folder)) {
            assertThat(first.path()).isEqualTo(folder);

            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aClosedFolderMayBeOpenedAgain() throws Exception {
        DataFolder.open(folder).close();

        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.kafka()).isEqualTo(folder.resolve("kafka"));
        }
    }

    @Test
    void aFileInTheWayIsSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void theRunFileIsReadAsItWasWritten() throws Exception {
        RunFile run = new RunFile(
                12, Map.of("http", 8080), Map.of("http", "http://127.0.0.1:8080"), 34, "/tokens/admin", "/mqtt.json");
        try (DataFolder data = DataFolder.open(folder)) {
            data.write(run);

            assertThat(RunFile.read(folder)).contains(run);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(RunFile.NAME))))
                    .isEqualTo("rw-------");

            data.deleteRunFile();
            assertThat(RunFile.read(folder)).isEmpty();
        }
    }

    @Test
    void tokensAreKeptAndOnlyTheirOwnerMayReadThem() throws Exception {
        AccessTokens first = AccessTokens.in(folder);
        Path file = folder.resolve(Role.ADMIN.code());
        String token = Files.readString(file);

        AccessTokens second = AccessTokens.in(folder);

        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(Files.readString(file)).isEqualTo(token);
        assertThat(first.forWeb().roleOf(token)).contains(Role.ADMIN);
        assertThat(second.forWeb().roleOf(token)).contains(Role.ADMIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void ourPublishersGetADeviceThatLasts() throws Exception {
        Path devices = folder.resolve("devices.json");

        MqttCredentials first = MqttCredentials.in(folder, devices);
        byte[] written = Files.readAllBytes(devices);
        MqttCredentials second = MqttCredentials.in(folder, devices);

        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(devices)).isEqualTo(written);
        assertThat(first.toString()).doesNotContain(first.password());
    }
}
