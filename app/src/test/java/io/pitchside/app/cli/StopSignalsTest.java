package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own: a signal is for the whole process. */
class StopSignalsTest {
    private static final int STOPPED_IN_ORDER = 42;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalCallsTheStopAndDoesNotEndTheProcess(String signal) throws Exception {
        List<String> command = new ArrayList<>(withUsualSignals());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("listening");

            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(STOPPED_IN_ORDER);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell starts what it puts into the background with SIGINT ignored, and its children inherit that. */
    private static List<String> withUsualSignals() throws Exception {
        List<String> command = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(command);
        probe.add("true");
        boolean understood = new ProcessBuilder(probe).start().waitFor() == 0;
        return understood ? command : List.of();
    }

    /** Waits for a signal and then ends with its own exit code. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch stop = new CountDownLatch(1);
            StopSignals.install(stop::countDown);
            System.out.println("listening");
            stop.await();
            System.exit(STOPPED_IN_ORDER);
        }
    }
}
