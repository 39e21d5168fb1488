package io.pitchside.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.RunFile;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final List<String> PORTS =
            List.of("http.port=0", "mqtt.port=0", "kafka.port=0", "connect.port=0", "flink.port=0", "questdb.port=0");

    @TempDir
    Path folder;

    private Typed.At at;

    @BeforeEach
    void here() {
        at = new Typed.At(folder);
    }

    @Test
    void withoutAPlatformNothingIsAProblem() throws IOException {
        Typed typed = doctor(PORTS);

        assertThat(typed.exitCode()).as(typed.out()).isZero();
        assertThat(check(typed, "platform").path("state").asText()).isEqualTo("ok");
        assertThat(check(typed, "platform").path("detail").asText()).contains("./pitchside up");
        assertThat(check(typed, "java").path("detail").asText()).contains("Java " + Runtime.version());
        assertThat(check(typed, "port http").path("detail").asText()).isEqualTo("any free one");
    }

    @Test
    void aTakenPortIsAProblemThatNamesItsHolderAndTheKey() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> ports = new ArrayList<>(PORTS);
            ports.set(2, "kafka.port=" + taken.getLocalPort());

            Typed typed = doctor(ports);

            JsonNode kafka = check(typed, "port kafka");
            assertThat(typed.exitCode()).isEqualTo(1);
            assertThat(kafka.path("state").asText()).isEqualTo("problem");
            assertThat(kafka.path("detail").asText())
                    .contains(
                            Integer.toString(taken.getLocalPort()),
                            "process " + ProcessHandle.current().pid());
            assertThat(kafka.path("fix").asText()).contains("--set kafka.port=0");
        }
    }

    @Test
    void aDataFolderThatCannotBeOneIsAProblem() throws IOException {
        Files.writeString(folder.resolve("data"), "a file stands where the folder should");

        Typed typed = doctor(PORTS);

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(check(typed, "disk").path("state").asText()).isEqualTo("problem");
        assertThat(check(typed, "disk").path("fix").asText()).contains("--data DIR");
    }

    @Test
    void aPlatformThatEndedWithoutAWordIsSaid() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(folder.resolve("data"));
        Files.write(
                folder.resolve("data").resolve(RunFile.NAME),
                EventJson.bytes(new RunFile(
                        ended.pid(), Map.of("http", 1), Map.of("http", "http://127.0.0.1:1"), 0, "token", "mqtt")));

        Typed typed = doctor(PORTS);

        assertThat(typed.exitCode()).isZero();
        assertThat(check(typed, "platform").path("state").asText()).isEqualTo("warning");
        assertThat(check(typed, "platform").path("fix").asText()).contains("./pitchside up");
    }

    @Test
    void aPlatformThatDoesNotAnswerIsAProblem() throws IOException {
        Files.createDirectories(folder.resolve("data/tokens"));
        Path token = Files.writeString(folder.resolve("data/tokens/admin"), "t0ken");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Files.write(
                folder.resolve("data").resolve(RunFile.NAME),
                EventJson.bytes(new RunFile(
                        ProcessHandle.current().pid(),
                        Map.of("http", 1),
                        Map.of("http", "http://127.0.0.1:1"),
                        0,
                        token.toString(),
                        "mqtt")));

        Typed typed = doctor(PORTS);

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(check(typed, "web").path("state").asText()).isEqualTo("problem");
        assertThat(check(typed, "port http").path("detail").asText()).contains("1 does not answer");
    }

    @Test
    void aConfigurationThatCannotBeReadIsAProblemAndTheRestIsCheckedAllTheSame() throws IOException {
        Typed typed = doctor(List.of("http.prot=1"));

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(check(typed, "configuration").path("detail").asText()).contains("http.prot");
        assertThat(check(typed, "java").path("state").asText()).isEqualTo("ok");
    }

    @Test
    void aSecretThatAnybodyMayReadIsAProblem() throws IOException {
        Path file = folder.resolve("pitchside.yaml");
        Files.writeString(file, "mqtt:\n  url: tcp://broker:1883\n  username: me\n  password: hush-hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Typed typed = doctor(PORTS);

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(check(typed, "secrets").path("fix").asText()).isEqualTo("chmod 600 " + file);
        assertThat(typed.out()).doesNotContain("hush-hush");
    }

    @Test
    void peopleSeeOneLinePerCheck() {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        PORTS.forEach(port -> arguments.addAll(List.of("--set", port)));

        Typed typed = at.type(arguments.toArray(String[]::new));

        assertThat(typed.out())
                .containsPattern("\nok +port http +any free one\n")
                .contains("0 problems, ");
    }

    private Typed doctor(List<String> sets) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
        sets.forEach(set -> arguments.addAll(List.of("--set", set)));
        return at.type(arguments.toArray(String[]::new));
    }

    private static JsonNode check(Typed typed, String name) throws IOException {
        for (JsonNode check : EventJson.reader().readTree(typed.out()).path("checks")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + typed.out() + typed.err());
    }
}
