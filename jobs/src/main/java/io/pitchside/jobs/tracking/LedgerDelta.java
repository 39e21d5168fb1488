package io.pitchside.jobs.tracking;

/**
 * What one task did since the last checkpoint with the records of one partition, source and minute of receipt. Public
 * fields, because Flink serializes it as a POJO.
 */
public final class LedgerDelta {
    public int partition;
    public String source = "";
    public long minute;
    public long unique;
    public long duplicate;
    public long late;
    public long rejected;
    public long conflicts;
    public long control;
    /** Lowest and highest offset among them. */
    public long firstOffset;

    public long lastOffset;

    public LedgerDelta() {}

    LedgerDelta(int partition, String source, long minute, long firstOffset) {
        this.partition = partition;
        this.source = source;
        this.minute = minute;
        this.firstOffset = firstOffset;
    }

    void count(TrackingCore.Outcome outcome, long offset) {
        lastOffset = offset;
        switch (outcome) {
            case UNIQUE -> unique++;
            case DUPLICATE -> duplicate++;
            case CONFLICT -> {
                duplicate++;
                conflicts++;
            }
            case LATE -> late++;
            case REJECTED -> rejected++;
            case CONTROL -> control++;
        }
    }
}
