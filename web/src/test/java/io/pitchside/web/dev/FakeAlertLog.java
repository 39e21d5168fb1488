package io.pitchside.web.dev;

import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.web.AlertLog;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was written. */
public final class FakeAlertLog implements AlertLog {
    private final List<AlertAcknowledgement> written = new ArrayList<>();

    @Override
    public synchronized void write(AlertAcknowledgement acknowledgement) {
        written.add(acknowledgement);
    }

    public synchronized List<AlertAcknowledgement> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {}
}
