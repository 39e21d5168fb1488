package io.pitchside.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformProcessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void everyPortIsFreeAndSettingsOfTheCallComeLast() {
        Launch launch =
                Launch.of(Optional.of("args"), Optional.of("/p"), "", List.of("-Xmx2g"), List.of("http.port=8080"));

        List<String> command = launch.command(Path.of("/tmp/data"));

        assertThat(command)
                .startsWith(JAVA, "@args", "-Xmx2g", "io.pitchside.app.Main", "up", "--data", "/tmp/data")
                .containsSubsequence("--set", "http.port=0", "--set", "kafka.port=0", "--set", "http.port=8080");
    }

    @Test
    void scriptPassesJvmOptionsOn() {
        Launch launch = Launch.of(Optional.empty(), Optional.of("/p"), "-Xmx4g", List.of("-Xlog:gc"), List.of());

        assertThat(launch.command(Path.of("/tmp/data"))).startsWith("/p/pitchside", "up", "--data");
        assertThat(launch.environment()).isEqualTo(Map.of("PITCHSIDE_JVM_ARGS", "-Xmx4g -Xlog:gc"));
    }

    @Test
    void scriptCannotPassAnOptionWithASpace() {
        assertThatThrownBy(() -> Launch.of(Optional.empty(), Optional.of("/p"), "", List.of("-Da=b c"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"-Da=b c\" has a space");
    }

    @Test
    void platformThatEndsAtOnceIsReportedWithItsLastWords() {
        Launch nothing = new Launch(List.of(JAVA, "-cp", "no-such-folder", "no.such.Main"), Map.of(), List.of());

        assertThatThrownBy(() -> PlatformProcess.start(nothing, false))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("the platform did not get ready; it said last:\n")
                .hasMessageContaining("no.such.Main");
    }
}
