package io.pitchside.benchmarks.platform;

import com.fasterxml.jackson.databind.JsonNode;

/** What the platform's own ledger says about everything that a benchmark sent to it. */
public record Audit(
        boolean balanced, long received, long unique, long duplicate, long late, long rejected, long stored) {
    /** No answer: the platform was gone. */
    public static final Audit NONE = new Audit(false, -1, -1, -1, -1, -1, -1);

    static Audit of(JsonNode audit) {
        JsonNode tracking = audit.path("pipelines").path("tracking");
        return new Audit(
                audit.path("balanced").asBoolean(false),
                tracking.path("received").asLong(-1),
                tracking.path("unique").asLong(-1),
                tracking.path("duplicate").asLong(-1),
                tracking.path("late").asLong(-1),
                tracking.path("rejected").asLong(-1),
                tracking.path("stored").asLong(-1));
    }

    /**
     * Whether the platform has stored every acknowledged reading once, and none that was not sent. Where all were
     * acknowledged, as they are unless a run was broken off, the counts are equal.
     */
    public boolean agreesWith(long sent, long acknowledged) {
        return balanced && received == unique && stored == unique && acknowledged <= stored && stored <= sent;
    }
}
