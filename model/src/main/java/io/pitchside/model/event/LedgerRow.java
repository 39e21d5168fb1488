package io.pitchside.model.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a job did with the records of one source that came in during one minute, counted from the first record of the
 * partition up to {@code position}. Values are absolute, so writing a row again changes nothing.
 *
 * <p>{@code received = unique + duplicate + late + rejected}; control records are counted beside them, so that per
 * partition {@code position - firstPosition} equals the sum of {@code received + control} over all minutes and sources.
 * Event id: {@code pipeline/source/partition/minute}.
 *
 * @param minute start of the minute of {@code ingested-at}, epoch milliseconds
 * @param unique accepted, late ones inside the lateness bound included
 * @param late accepted beyond the bound: stored, but not in the metrics
 * @param conflicts how many of the duplicates carried another payload than the first copy
 * @param control records that are no readings
 * @param position offset behind the last record counted, in its partition
 * @param firstPosition offset of the first record ever counted, in its partition
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LedgerRow(
        String pipeline,
        String source,
        int partition,
        long minute,
        long received,
        long unique,
        long duplicate,
        long late,
        long rejected,
        long conflicts,
        long control,
        long position,
        long firstPosition) {

    public LedgerRow {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(source, "source");
    }

    public String eventId() {
        return pipeline + "/" + source + "/" + partition + "/" + minute;
    }

    /** Whether the row's own sum holds. */
    public boolean balanced() {
        return received == unique + duplicate + late + rejected;
    }
}
