package io.pitchside.benchmarks.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.benchmarks.platform.Audit;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that one call of a benchmark measured. {@code benchmark}, {@code machine}, {@code runs} and {@code ratios}
 * are binding names.
 *
 * @param at when it ended, ISO-8601
 * @param command the arguments of the call
 * @param warmUp in words: what ran before anything was measured
 * @param readyS what the platform took to get ready, seconds
 * @param runs in the order in which they ran
 * @param saturation runs that sent as fast as they were answered; they have a throughput, but no latency
 * @param ratios ours ÷ theirs in events per second
 * @param latencyRatios ours ÷ theirs in milliseconds: more than 1 is slower
 * @param cpuRatios ours ÷ theirs in CPU time per reading, platform and driver together: more than 1 is dearer
 * @param driverAlone what the driver itself adds: its latency against a server that only echoes
 * @param notes what a reader of the figures must know, such as a run that broke off
 * @param sent readings sent through the front door, over all runs
 * @param acknowledged those of them that were acknowledged
 * @param audit what the platform's ledger says of them
 * @param auditAgrees whether it balances and has stored what was acknowledged once, and nothing that was not sent
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Report(
        String benchmark,
        String at,
        List<String> command,
        Machine machine,
        String warmUp,
        double readyS,
        List<RunResult> runs,
        List<RunResult> saturation,
        Map<String, Ratio> ratios,
        Map<String, Ratio> latencyRatios,
        Map<String, Ratio> cpuRatios,
        Latency driverAlone,
        List<String> notes,
        long sent,
        long acknowledged,
        Audit audit,
        boolean auditAgrees) {

    /** @throws IOException if the file can't be written */
    public void writeJson(Path file) throws IOException {
        byte[] json = EventJson.writer().withDefaultPrettyPrinter().writeValueAsBytes(this);
        Files.write(file, json);
    }
}
