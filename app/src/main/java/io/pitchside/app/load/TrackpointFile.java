package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.MatchSetup.Team;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run from a watch, TCX or GPX: about one point a second with heart rate, metres east and north of the first fix. A
 * point without a position is a reading of heart rate alone. Immutable.
 */
final class TrackpointFile implements TrackingFile {
    /** Faster than this needs no word in the set-up. */
    private static final long SAMPLING_MS_USUAL = 100;
    /** Different steps that are counted to find the usual one. */
    private static final int STEPS_MAX = 10_000;

    private final Path file;
    private final TrackpointKind kind;
    private final String playerId;
    private final @Nullable String deviceName;
    private final String sport;
    private final @Nullable Ground ground;
    private final long lines;
    private final long firstTs;
    private final @Nullable Integer samplingMs;

    private TrackpointFile(Path file, TrackpointKind kind, Survey survey) {
        this.file = file;
        this.kind = kind;
        playerId = survey.source.playerId();
        deviceName = survey.source.deviceName();
        sport = survey.source.sport();
        ground = survey.ground;
        lines = survey.lines;
        firstTs = survey.firstTs;
        samplingMs = survey.samplingMs();
    }

    static TrackpointFile open(Path file, TrackpointKind kind) throws LoadException {
        Survey survey = Survey.of(file, kind);
        if (!survey.any) {
            throw LoadException.wrongData(
                    file + ": there is no point in it (" + kind.format() + " element " + kind.point() + ")");
        }
        return new TrackpointFile(file, kind, survey);
    }

    @Override
    public String format() {
        return kind.format();
    }

    @Override
    public String matchId() {
        return MatchNames.ofFile(file);
    }

    @Override
    public long lines() {
        return lines;
    }

    @Override
    public MatchSetup setup(String matchId) {
        Player player = new Player(playerId, Side.HOME, deviceName, null, null, null, List.of(playerId), null, null);
        return new MatchSetup(
                matchId,
                0,
                TrackingLoad.STADIUM,
                sport,
                firstTs,
                Status.LIVE,
                Pitch.STANDARD,
                new Team("Home", null, null),
                new Team("Away", null, null),
                List.of(player),
                List.of(),
                samplingMs);
    }

    @Override
    public LoadItems items(String matchId) throws LoadException {
        return new TrackpointItems(file, kind, matchId, playerId, ground);
    }

    /** What one look through the whole file tells. */
    private static final class Survey {
        TrackpointSource source = new TrackpointSource();

        @Nullable
        Ground ground;

        boolean any;
        long lines;
        long firstTs;
        /** How often each step from one time to the next was seen. */
        final TreeMap<Long, Integer> steps = new TreeMap<>();

        static Survey of(Path file, TrackpointKind kind) throws LoadException {
            Survey survey = new Survey();
            try (TrackpointItems items = new TrackpointItems(file, kind, "survey", "survey", null)) {
                long before = 0;
                for (LoadItem item = items.next(); item != null; item = items.next()) {
                    survey.any = true;
                    if (item instanceof LoadItem.Reading one) {
                        long ts = one.reading().ts();
                        survey.firstTs = survey.firstTs == 0 ? ts : survey.firstTs;
                        survey.step(before == 0 ? 0 : ts - before);
                        before = ts;
                    }
                }
                survey.source = items.source();
                survey.ground = items.ground();
                survey.lines = items.line();
            }
            return survey;
        }

        private void step(long ms) {
            if (ms > 0 && (steps.containsKey(ms) || steps.size() < STEPS_MAX)) {
                steps.merge(ms, 1, Integer::sum);
            }
        }

        /** The median step, where it is slower than ten times a second; null where it is not, or nothing moved. */
        @Nullable
        Integer samplingMs() {
            long half = (steps.values().stream().mapToLong(Integer::longValue).sum() + 1) / 2;
            for (var step : steps.entrySet()) {
                half -= step.getValue();
                if (half <= 0) {
                    long ms = Math.min(step.getKey(), MatchSetup.SAMPLING_MS_MAX);
                    return ms <= SAMPLING_MS_USUAL ? null : (int) ms;
                }
            }
            return null;
        }
    }
}
