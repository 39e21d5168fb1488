package io.pitchside.web.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.web.KeptMatches;
import io.pitchside.web.ProblemException;
import io.pitchside.web.live.SettableClock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatchTracksTest {
    private final SettableClock clock = new SettableClock();
    private final KeptMatches kept = new KeptMatches();
    private final MatchTracks tracks = new MatchTracks(kept, clock);

    private void keep(long from, long to) {
        for (long second = from; second < to; second++) {
            kept.keep(KeptMatches.row("m", "p", second, 10, 10, 1_000));
        }
    }

    private void pass() {
        clock.pass(Duration.ofMillis(MatchTracks.FRESH_MS_MIN));
    }

    @Test
    void aMatchIsReadInPieces() {
        keep(1_000, 3_000);

        MatchTrack track = tracks.of("m");

        assertThat(track.firstSecond()).isEqualTo(1_000);
        assertThat(track.newestSecond()).isEqualTo(2_999);
        assertThat(track.players().get("p").count()).isEqualTo(2_000);
        assertThat(kept.asked()).containsExactly("1000-1900", "1900-2800", "2800-3000");
    }

    @Test
    void whatWasReadIsUsedForASecond() {
        keep(1_000, 1_010);
        MatchTrack first = tracks.of("m");
        keep(1_010, 1_020);

        assertThat(tracks.of("m")).isSameAs(first);
        pass();
        assertThat(tracks.of("m").newestSecond()).isEqualTo(1_019);
    }

    @Test
    void laterOnlyTheEndIsRead() {
        keep(1_000, 1_500);
        tracks.of("m");
        keep(1_500, 1_510);
        pass();

        assertThat(tracks.of("m").players().get("p").count()).isEqualTo(510);
        assertThat(kept.asked()).containsExactly("1000-1500", "1439-1510");
    }

    @Test
    void aCorrectionBeforeTheEndBringsTheWholeMatchAgain() {
        keep(1_000, 1_500);
        tracks.of("m");
        kept.keep(KeptMatches.row("m", "p", 1_100, 10, 10, 9_000));
        pass();

        assertThat(tracks.of("m").players().get("p").distanceMm(500)).isEqualTo(508_000);
    }

    @Test
    void aSensorThatSendsAnHourLateIsNotMissed() {
        keep(1_000, 1_500);
        tracks.of("m");
        kept.keep(KeptMatches.row("m", "late", 1_050, 10, 10, 9_000));
        pass();

        assertThat(tracks.of("m").players()).containsKey("late");
    }

    @Test
    void nothingIsAnEmptyTrackUntilSomethingComes() {
        assertThat(tracks.of("m").newestSecond()).isEqualTo(-1);

        keep(1_000, 1_001);
        pass();
        assertThat(tracks.of("m").newestSecond()).isEqualTo(1_000);
    }

    @Test
    void aSensorWithAWrongClockDoesNotMakeTheMatchYearsLong() {
        kept.keep(KeptMatches.row("m", "p", 5, 10, 10, 1_000));
        keep(1_700_000_000, 1_700_000_010);

        MatchTrack track = tracks.of("m");

        assertThat(track.firstSecond()).isEqualTo(1_700_000_000);
        assertThat(kept.asked()).hasSizeLessThan(60);
    }

    @Test
    void aStoreThatIsAwayIsAProblemAndNothingIsKeptOfIt() {
        keep(1_000, 1_010);
        kept.away(true);
        assertThatThrownBy(() -> tracks.of("m")).isInstanceOf(ProblemException.class);

        kept.away(false);
        assertThat(tracks.of("m").newestSecond()).isEqualTo(1_009);
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, System.nanoTime());
    }

    /** However rows come and change, what is kept is what reading everything anew gives. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void furtherReadsGiveWhatTheWholeWould(long seed) {
        Random random = new Random(seed);
        long newest = 1_000;
        for (int turn = 0; turn < 60; turn++) {
            for (int row = 0; row < 20; row++) {
                newest += random.nextInt(3);
                long second = random.nextInt(6) == 0 ? 1_000 + random.nextLong(newest - 999) : newest;
                // A correction always comes of a reading more or less, so the way changes with it.
                kept.keep(KeptMatches.row("m", "p" + random.nextInt(3), second, 1, 2, 1 + random.nextInt(1 << 20)));
            }
            pass();

            MatchTrack further = tracks.of("m");
            MatchTrack whole = new MatchTracks(kept, clock).of("m");

            assertThat(further.windows(Long.MAX_VALUE))
                    .as("replay: -Dpitchside.seed=%d", seed)
                    .isEqualTo(whole.windows(Long.MAX_VALUE));
            assertThat(further.newestSecond()).isEqualTo(whole.newestSecond());
        }
    }
}
