package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.MatchSetup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The borders of a match's periods, ready to be asked for each step. Immutable. */
final class Periods {
    static final Periods NONE = new Periods(new long[0], new long[0]);

    private final long[] starts;
    private final long[] ends;

    private Periods(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    static Periods of(@Nullable MatchSetup setup) {
        if (setup == null || setup.periods().isEmpty()) {
            return NONE;
        }
        List<MatchSetup.Period> periods = setup.periods();
        return new Periods(
                periods.stream().mapToLong(MatchSetup.Period::start).toArray(),
                periods.stream().mapToLong(MatchSetup.Period::end).toArray());
    }

    /** Whether a period starts or ends between the two times; nothing is smoothed or summed across that. */
    boolean separate(long earlier, long later) {
        for (int i = 0; i < starts.length; i++) {
            if ((earlier < starts[i] && later >= starts[i]) || (earlier < ends[i] && later >= ends[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether a time lies in a period; any does where none is known. */
    boolean inside(long ts) {
        return starts.length == 0 || startOf(ts) != Long.MIN_VALUE;
    }

    /** When the period around a time began; {@link Long#MIN_VALUE} where there is none. */
    long startOf(long ts) {
        for (int i = 0; i < starts.length; i++) {
            if (ts >= starts[i] && ts < ends[i]) {
                return starts[i];
            }
        }
        return Long.MIN_VALUE;
    }
}
