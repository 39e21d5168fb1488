package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aDeviceIsKnownByItsPassword() {
        Devices devices =
                Devices.none().add("tag-7", "correct horse", List.of("s1")).add("tag-8", "batter staple", List.of());

        assertThat(devices.authenticate("tag-7", bytes("correct horse")))
                .map(Device::name)
                .hasValue("tag-7");
        assertThat(devices.authenticate("tag-7", bytes("batter staple"))).isEmpty();
        assertThat(devices.authenticate("tag-9", bytes("correct horse"))).isEmpty();
        assertThat(devices.authenticate("tag-7", new byte[0])).isEmpty();
    }

    @Test
    void aDevicePublishesUnderItsStadiumsOnly() {
        Devices devices = Devices.none()
                .add("one", "password-1", List.of("s1"))
                .add("all", "password-2", List.of("*"))
                .add("none", "password-3", List.of());

        assertThat(devices.mayPublish("one", "s1")).isTrue();
        assertThat(devices.mayPublish("one", "s2")).isFalse();
        assertThat(devices.mayPublish("all", "s2")).isTrue();
        assertThat(devices.mayPublish("none", "s1")).isFalse();
        assertThat(devices.mayPublish("absent", "s1")).isFalse();
        assertThat(devices.find("one").orElseThrow().mayPublish(null)).isFalse();
        assertThat(devices.find("all").orElseThrow().mayPublish(null)).isTrue();
    }

    @Test
    void theFileKeepsThemAndOnlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("conf/devices.json");
        Devices.none().add("tag-7", "correct horse", List.of("s1", "s2")).write(file);
        Devices read = Devices.read(file);
        read.add("tag-8", "battery staple", List.of("*")).remove("tag-7").write(file);

        assertThat(read.authenticate("tag-7", bytes("correct horse"))
                        .orElseThrow()
                        .stadiums())
                .containsExactly("s1", "s2");
        assertThat(Devices.read(file).all()).extracting(Device::name).containsExactly("tag-8");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"password_pbkdf2\"").doesNotContain("staple");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void noFileIsNoDevices() throws IOException {
        assertThat(Devices.read(folder.resolve("absent.json")).all()).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedAndItsSecretsAreNot() throws IOException {
        Path file = folder.resolve("devices.json");
        String device = "{\"name\":\"tag-7\",\"salt\":\"c2FsdA==\",\"password_pbkdf2\":\"c2VjcmV0\",\"stadiums\":[]}";
        for (String text : List.of(
                "{\"devices\":[" + device + "," + device + "]}",
                "{\"devices\":[" + device.replace("c2FsdA==", "%%") + "]}",
                "{\"devices\":[" + device.replace("\"stadiums\":[]", "\"stadium\":[]") + "]}",
                "{\"devices\":[" + device + "}",
                "{\"devices\":[null]}")) {
            Files.writeString(file, text);

            assertThatThrownBy(() -> Devices.read(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c2VjcmV0"));
        }
    }

    @Test
    void unsuitableNamesAndPasswordsAreRefused() {
        Devices none = Devices.none();

        assertThatThrownBy(() -> none.add("tag-7", "short", List.of())).hasMessageContaining("8 to 256");
        assertThatThrownBy(() -> none.add("", "long enough", List.of())).hasMessageContaining("device name");
        assertThatThrownBy(() -> none.remove("tag-7")).hasMessageContaining("no device \"tag-7\"");
        assertThat(none.add("tag-7", "long enough", List.of()).all().toString())
                .isEqualTo("[Device[name=tag-7, stadiums=[]]]");
    }
}
