package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each period of a file began and ended, by the times of its frames. Not thread-safe. */
final class PeriodSpans {
    private final Map<String, long[]> spans = new LinkedHashMap<>();

    /** Periods behind the most that a set-up may have are not kept. */
    void add(String period, long ts) {
        if (spans.containsKey(period) || spans.size() < MatchSetup.PERIODS_MAX) {
            long[] span = spans.computeIfAbsent(period, name -> new long[] {ts, ts});
            span[0] = Math.min(span[0], ts);
            span[1] = Math.max(span[1], ts);
        }
    }

    /** A period ends behind its last frame. */
    List<Period> periods() {
        return spans.entrySet().stream()
                .map(span -> new Period(span.getKey(), span.getValue()[0], span.getValue()[1] + 1))
                .toList();
    }
}
