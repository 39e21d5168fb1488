package io.pitchside.app.load;

import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is wrong with the fields of one line that holds many readings: each costs one, the line is told once. */
final class BadFields {
    private @Nullable String first;
    private int more;

    void add(@Nullable String problem) {
        if (problem != null) {
            more += first == null ? 0 : 1;
            first = first == null ? problem : first;
        }
    }

    boolean none() {
        return first == null;
    }

    void addTo(Queue<LoadItem> items, Lines.Line line) {
        String problem = first;
        if (problem != null) {
            String told = more == 0 ? problem : problem + " (and " + more + " more)";
            items.add(new LoadItem.BadLine(line.number(), told, line.bytes()));
        }
    }
}
