package io.pitchside.web.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.SetupLog;
import io.pitchside.web.live.LiveHub;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was written, and hands it to the hub as the topic would. */
public final class FakeSetupLog implements SetupLog {
    private final LiveHub hub;
    private final List<MatchSetup> written = new ArrayList<>();

    public FakeSetupLog(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public synchronized Written write(MatchSetup setup) {
        written.add(setup);
        hub.accept(input -> input.setup(setup.matchId().getBytes(UTF_8), EventJson.bytes(setup)));
        return new Written(0, written.size() - 1L);
    }

    public synchronized List<MatchSetup> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {}
}
