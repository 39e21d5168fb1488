package io.pitchside.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.trust.Audit;
import io.pitchside.app.trust.Difference;
import io.pitchside.app.trust.LedgerTotals;
import io.pitchside.web.live.LatencyMeter.Latency;
import java.util.List;

/** What an audit found, as {@code audit --json} and the summary print it. Pure. */
final class AuditReport {
    private AuditReport() {}

    /** The whole audit of one pipeline. */
    static ObjectNode of(String pipeline, Audit.Finding finding, Latency latency, ObjectNode door) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("balanced", finding.balanced());
        report.put("settled", finding.settled());
        ObjectNode counts = counts(finding.totals());
        counts.put("stored", finding.stored());
        counts.set("latency_ms", latency(latency));
        counts.set("differences", differences(pipeline, finding));
        report.putObject("pipelines").set(pipeline, counts);
        report.set("differences", differences(pipeline, finding));
        ArrayNode unsettled = report.putArray("unsettled");
        finding.unsettled().forEach(unsettled::add);
        report.set("warm_up", counts(finding.warmUp()));
        report.set("door", door);
        return report;
    }

    static ObjectNode counts(LedgerTotals totals) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("received", totals.received())
                .put("unique", totals.unique())
                .put("duplicate", totals.duplicate())
                .put("late", totals.late())
                .put("rejected", totals.rejected())
                .put("conflicts", totals.conflicts());
    }

    /** Null where no live reading was shown yet: a zero would be a claim. */
    static ObjectNode latency(Latency latency) {
        if (latency.count() == 0) {
            ObjectNode unknown = JsonNodeFactory.instance.objectNode();
            List.of("p50", "p99", "p999", "max").forEach(unknown::putNull);
            return unknown;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("p50", latency.p50())
                .put("p99", latency.p99())
                .put("p999", latency.p999())
                .put("max", latency.max());
    }

    private static ArrayNode differences(String pipeline, Audit.Finding finding) {
        ArrayNode differences = JsonNodeFactory.instance.arrayNode();
        for (Difference difference : finding.differences()) {
            differences
                    .addObject()
                    .put("pipeline", pipeline)
                    .put("partition", difference.partition())
                    .put("from", difference.from())
                    .put("to", difference.to())
                    .put("message", difference.message());
        }
        return differences;
    }
}
