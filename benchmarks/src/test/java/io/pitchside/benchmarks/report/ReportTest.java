package io.pitchside.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.benchmarks.platform.Audit;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final RunResult RUN = new RunResult(
            new RunResult.Workload("frames", "pitchside", "frame", 10_000, 20, 60, 30),
            new Latency(6.5, 12, 17, 22),
            new RunResult.Counts(900_000, 900_000, 900_000, 0, 0, 0, 0, 0),
            new RunResult.Pace(10_000, true, 8, 1.2, 0.4),
            new RunResult.Cost(44, Map.of("kafka", 20.0, "mqtt", 6.0), 12, 25, 900, 950),
            List.of(12.0));

    private static final Report REPORT = new Report(
            "live-latency",
            "2026-01-01T00:00:00Z",
            List.of("live-latency"),
            new Machine(2, "a processor", 24_000, "Linux", "17"),
            "30 s",
            8.1,
            List.of(RUN),
            List.of(),
            Map.of("ours_vs_limit", new Ratio(1, 1, 1)),
            Map.of(),
            Map.of(),
            new Latency(0.2, 0.9, 1, 2),
            List.of(),
            900_000,
            900_000,
            new Audit(true, 900_000, 900_000, 0, 0, 0, 900_000),
            true);

    @TempDir
    private Path folder;

    @Test
    void jsonHasTheBindingNames() throws IOException {
        Path file = folder.resolve("bench.json");
        REPORT.writeJson(file);

        JsonNode json = EventJson.reader().readTree(Files.readAllBytes(file));
        JsonNode run = json.at("/runs/0");

        assertThat(json.at("/benchmark").asText()).isEqualTo("live-latency");
        assertThat(json.at("/machine").fieldNames())
                .toIterable()
                .containsExactly("cpus", "model", "memory_mb", "os", "java");
        assertThat(run.fieldNames())
                .toIterable()
                .contains(
                        "name",
                        "rate",
                        "latency_ms",
                        "lost",
                        "cpu_us_per_event",
                        "rss_mb",
                        "sent",
                        "acked",
                        "received",
                        "duplicates",
                        "sustained",
                        "cpu_us_by_hop",
                        "drain_ms",
                        "late_send_ms");
        assertThat(run.at("/latency_ms").fieldNames()).toIterable().containsExactly("p50", "p99", "p999", "max");
        assertThat(json.at("/ratios/ours_vs_limit").fieldNames()).toIterable().containsExactly("min", "median", "max");
        assertThat(json.at("/audit/balanced").asBoolean()).isTrue();
    }

    @Test
    void tableShowsEachRun() {
        assertThat(Table.of(REPORT))
                .contains("live-latency on 2 x a processor")
                .containsPattern("frames +10000 +900000 +0 +0 +6.5 +12.0 +17.0 +22.0 +10000")
                .contains("kafka 20.0, mqtt 6.0")
                .contains("audit: balanced; sent 900000, acknowledged 900000")
                .doesNotContain("not sustained");
    }

    @Test
    void ratioIsOfThePairsNotOfTheMeans() {
        Ratio ratio = Ratio.of(List.of(1.0, 4.0, 9.0), List.of(2.0, 2.0, 3.0));

        assertThat(ratio).isEqualTo(new Ratio(0.5, 2, 3));
        assertThatThrownBy(() -> Ratio.of(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void latencyIsInMilliseconds() {
        Histogram micros = new Histogram(5);
        for (int value = 1; value <= 1_000; value++) {
            micros.recordValue(value * 10L);
        }

        assertThat(Latency.of(micros)).isEqualTo(new Latency(5, 9.9, 9.99, 10));
    }
}
