package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.connectors.mqtt.Devices;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesCommandTest {
    @TempDir
    Path folder;

    private Typed.At at;

    @BeforeEach
    void here() {
        at = new Typed.At(folder);
    }

    @Test
    void anAddedDeviceCanSignInWithThePrintedPassword() throws Exception {
        Typed typed = at.type("devices", "add", "tag-7", "--stadium", "s1", "--stadium", "s2");

        assertThat(typed.exitCode()).isZero();
        assertThat(devices().authenticate("tag-7", typed.out().strip().getBytes(UTF_8)))
                .hasValueSatisfying(device -> assertThat(device.stadiums()).containsExactly("s1", "s2"));
    }

    @Test
    void thePasswordCanComeFromStandardInputAndIsNotPrinted() throws Exception {
        Typed typed = at.withInput("long enough\n").type("devices", "add", "tag-7", "--password-stdin");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out() + typed.err()).doesNotContain("long enough");
        assertThat(devices().authenticate("tag-7", "long enough".getBytes(UTF_8)))
                .isPresent();
    }

    @Test
    void aShortPasswordIsRefused() {
        Typed typed = at.withInput("short\n").type("devices", "add", "tag-7", "--password-stdin");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("pitchside: the password of device \"tag-7\" has 5 characters")
                .hasLineCount(1);
    }

    @Test
    void devicesAreListed() {
        at.type("devices", "add", "tag-7");

        assertThat(at.type("devices", "list").out()).contains("tag-7   *");
        assertThat(at.type("devices", "list", "--json").out())
                .contains("\"name\" : \"tag-7\"")
                .doesNotContain("salt");
    }

    @Test
    void aRemovedDeviceIsGone() throws Exception {
        at.type("devices", "add", "tag-7");

        Typed typed = at.type("devices", "remove", "tag-7");

        assertThat(typed.exitCode()).isZero();
        assertThat(devices().all()).isEmpty();
    }

    @Test
    void removingWhatIsNotThereIsAnError() {
        Typed typed = at.type("devices", "remove", "tag-7");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("there is no device \"tag-7\"");
    }

    private Devices devices() throws Exception {
        return Devices.read(folder.resolve("data").resolve("devices.json"));
    }
}
