package io.pitchside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks as they are typed, on the real platform; asserts that they measure, never how fast. */
class BenchmarkIT {
    private static final Path SCRIPT =
            Path.of("..", "pitchside").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"live-latency", "tracking-throughput"})
    void quickRunAccountsForEveryReadingAndLeavesNothingBehind(String name) throws Exception {
        Path json = folder.resolve("bench.json");
        Path log = folder.resolve("log");
        ProcessBuilder bench = new ProcessBuilder(
                        SCRIPT.toString(), "bench", name, "--quick", "--json", json.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        bench.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);

        Process process = bench.start();
        boolean ended = process.waitFor(8, TimeUnit.MINUTES);
        process.destroy();

        assertThat(ended).as(Files.readString(log)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        JsonNode report = EventJson.reader().readTree(Files.readAllBytes(json));
        assertThat(report.at("/audit_agrees").asBoolean())
                .as(report.toPrettyString())
                .isTrue();
        assertThat(report.at("/runs")).isNotEmpty().allSatisfy(run -> {
            assertThat(run.at("/lost").asLong()).isZero();
            assertThat(run.at("/duplicates").asLong()).isZero();
            assertThat(run.at("/acked").asLong()).isEqualTo(run.at("/sent").asLong());
            assertThat(run.at("/latency_ms/p99").asDouble()).isPositive();
            assertThat(run.at("/cpu_us_per_event").asDouble()).isPositive();
        });
        assertThat(report.at("/ratios/ours_vs_limit/median").asDouble()).isPositive();
        assertThat(leftBehind()).isEmpty();
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pitchside-bench-"))
                    .toList();
        }
    }
}
