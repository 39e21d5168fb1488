package io.pitchside.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchTotalsTest {
    private static final StoredTotals NOTHING = new StoredTotals(List.of(), List.of());

    private final MatchTotals totals = new MatchTotals();

    @Test
    void sumsAreMadeOfTheNewestRevisionOfEverySecond() {
        totals.accept(Rows.row("p", 100, 5_000, 10));
        totals.accept(Rows.row("p", 101, 6_000, 20));

        totals.accept(Rows.row("p", 100, 4_500, 30));

        assertThat(only().distanceM()).isEqualTo(10.5);
        assertThat(only().hsrM()).isEqualTo(0.6);
        assertThat(only().sprintM()).isEqualTo(0.4);
        assertThat(only().sprints()).isEqualTo(2);
        assertThat(only().seconds()).isEqualTo(2);
        assertThat(only().missingMs()).isEqualTo(80);
        assertThat(only().hrMean()).isEqualTo(150);
    }

    @Test
    void anOlderRevisionThatComesLateChangesNothing() {
        totals.accept(Rows.row("p", 100, 5_000, 10));

        totals.accept(Rows.row("p", 100, 9_000, 9));

        assertThat(only().distanceM()).isEqualTo(5);
    }

    @Test
    void aCorrectionSaysWhatTheDistanceWas() {
        totals.accept(Rows.row("p", 100, 5_000, 10));
        totals.accept(Rows.row("p", 101, 6_000, 20));

        totals.accept(Rows.row("p", 100, 4_500, 30));

        assertThat(only().corrections()).isEqualTo(1);
        assertThat(only().corrected()).isEqualTo(new PlayerTotals.Correction(100, 11, 10.5));
    }

    @Test
    void theNewestSecondThatGrowsIsNoCorrection() {
        totals.accept(Rows.row("p", 100, 5_000, 10));

        totals.accept(Rows.row("p", 100, 6_000, 20));

        assertThat(only().corrections()).isZero();
        assertThat(only().distanceM()).isEqualTo(6);
    }

    @Test
    void storedSumsAreAddedToWhatWasHeard() {
        totals.accept(Rows.row("p", 100, 5_000, 1_000));
        totals.accept(Rows.row("p", 101, 6_000, 1_010));

        load(new StoredTotals(List.of(sums("p", 40, 200_000, 100, 1_000)), List.of(Rows.row("p", 100, 5_000, 1_000))));

        assertThat(only().distanceM()).isEqualTo(211);
        assertThat(only().seconds()).isEqualTo(42);
        assertThat(totals.complete()).isTrue();
    }

    @Test
    void storedRowsFillWhatWasNotHeardAndANewerHeardRowStays() {
        totals.accept(Rows.row("p", 100, 5_500, 2_000));
        totals.accept(Rows.row("p", 102, 6_000, 1_020));

        load(new StoredTotals(
                List.of(sums("p", 0, 0, 102, 1_020)),
                List.of(Rows.row("p", 100, 5_000, 900), Rows.row("p", 101, 1_000, 1_010))));

        assertThat(only().distanceM()).isEqualTo(12.5);
    }

    @Test
    void sumsAreIncompleteUntilTheStoreHasTheFirstRowThatWasHeard() {
        totals.accept(Rows.row("p", 500, 5_000, 9_000));

        load(new StoredTotals(List.of(sums("p", 40, 200_000, 139, 4_000)), List.of()));
        boolean complete = totals.complete();
        load(new StoredTotals(
                List.of(sums("p", 400, 2_000_000, 500, 9_000)), List.of(Rows.row("p", 500, 5_000, 9_000))));

        assertThat(complete).isFalse();
        assertThat(totals.complete()).isTrue();
        assertThat(only().distanceM()).isEqualTo(2_005);
    }

    @Test
    void aStoreThatFallsBehindLaterTakesNothingAway() {
        totals.accept(Rows.row("p", 100, 5_000, 1_000));
        load(new StoredTotals(List.of(sums("p", 40, 200_000, 100, 1_000)), List.of()));
        for (int second = 101; second < 600; second++) {
            totals.accept(Rows.row("p", second, 1_000, 1_000 + second));
        }
        totals.accept(Rows.row("p", 110, 9_000, 5_000));

        load(new StoredTotals(List.of(sums("p", 45, 210_000, 105, 1_105)), List.of()));

        assertThat(only().distanceM()).isEqualTo(200 + 5 + 499);
        assertThat(totals.complete()).isFalse();
    }

    @Test
    void aCorrectionOfAFoldedSecondIsReadFromTheStore() {
        load(NOTHING);
        for (int second = 100; second < 600; second++) {
            totals.accept(Rows.row("p", second, 1_000, 1_000 + second));
        }
        totals.accept(Rows.row("p", 110, 400, 5_000));
        boolean asksAgain = totals.shouldLoad(1_000_000);
        long from = totals.loading(1_000_000);

        totals.loaded(
                new StoredTotals(List.of(sums("p", from - 100, (from - 100) * 1_000 - 600, 599, 5_000)), List.of()),
                from,
                1_000_000);

        assertThat(asksAgain).isTrue();
        assertThat(only().distanceM()).isEqualTo(499.4);
        assertThat(totals.complete()).isTrue();
    }

    @Test
    void rowsThatComeWhileTheStoreIsReadAreNotLost() {
        totals.accept(Rows.row("p", 1_000, 1_000, 10));
        long from = totals.loading(0);
        for (int second = 1_001; second <= 1_500; second++) {
            totals.accept(Rows.row("p", second, 1_000, second));
        }

        totals.loaded(new StoredTotals(List.of(sums("p", 10, 10_000, 1_000, 10)), List.of()), from, 0);

        assertThat(from).isEqualTo(1_000);
        assertThat(only().distanceM()).isEqualTo(511);
    }

    @Test
    void anOldMatchThatIsPlayedInFurtherGoesOnWhereItEnded() {
        totals.want();
        long from = totals.loading(2_000_000_000_000L);
        totals.loaded(new StoredTotals(List.of(sums("p", 40, 200_000, 140, 1_000)), List.of()), from, 0);

        totals.accept(Rows.row("p", 141, 5_000, 1_010));

        assertThat(only().distanceM()).isEqualTo(205);
        assertThat(totals.complete()).isTrue();
    }

    @Test
    void aStoreThatCannotBeReadIsAskedAgainLater() {
        totals.want();
        totals.loading(0);

        totals.loadFailed(0);

        assertThat(totals.shouldLoad(1_999)).isFalse();
        assertThat(totals.shouldLoad(2_000)).isTrue();
    }

    @Test
    void onlyPlayersThatChangedAreSentAgain() {
        totals.accept(Rows.row("p", 100, 5_000, 10));
        totals.accept(Rows.row("q", 100, 5_000, 10));
        totals.takeChanged();

        totals.accept(Rows.row("q", 101, 5_000, 20));

        assertThat(totals.takeChanged()).extracting(PlayerTotals::playerId).containsExactly("q");
    }

    /** The same rows in any order within the fold, with repeats and old revisions among them: the same sums. */
    @Test
    void orderWithinThreeMinutesChangesNoSum() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<PlayerSecond> rows = new ArrayList<>();
            Map<Long, PlayerSecond> newest = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                PlayerSecond row = Rows.row("p", 1_000L + random.nextInt(150), random.nextInt(9_000), i);
                rows.add(row);
                newest.put(row.second(), row);
            }
            Collections.shuffle(rows, random);
            MatchTotals shuffled = new MatchTotals();

            rows.forEach(shuffled::accept);

            long expected =
                    newest.values().stream().mapToLong(PlayerSecond::distanceMm).sum();
            assertThat(shuffled.all().get(0).distanceM()).as("seed %d", seed).isEqualTo(expected / 1e3);
        }
    }

    private void load(StoredTotals stored) {
        long from = totals.loading(0);
        totals.loaded(stored, from, 0);
    }

    private PlayerTotals only() {
        assertThat(totals.all()).hasSize(1);
        return totals.all().get(0);
    }

    private static PlayerSums sums(String playerId, long seconds, long distanceMm, long newestSecond, long revision) {
        PlayerSums sums = new PlayerSums(playerId);
        sums.add(PlayerSums.Part.DISTANCE_MM, distanceMm, seconds);
        sums.add(PlayerSums.Part.ZONE1_MM, distanceMm, seconds);
        sums.add(PlayerSums.Part.HR, 150 * seconds, seconds);
        sums.addRest(seconds, 4, 150, newestSecond, revision);
        return sums;
    }
}
