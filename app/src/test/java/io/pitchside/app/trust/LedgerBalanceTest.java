package io.pitchside.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.LedgerRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerBalanceTest {
    private static final long MINUTE = 1_700_000_040_000L;

    @Test
    void rowsThatAddUpHaveNoDifferences() {
        LedgerBalance balance = LedgerBalance.of(List.of(
                row("mqtt", 0, 0, 7, 5, 1, 1, 0, 0, 10, 0),
                row("load", 0, 1, 2, 1, 0, 0, 1, 1, 10, 0),
                row("mqtt", 1, 0, 4, 4, 0, 0, 0, 0, 104, 100)));

        assertThat(balance.differences(Map.of(0, 10L, 1, 104L))).isEmpty();
        assertThat(balance.storeDifferences(Map.of(0, 7L, 1, 4L))).isEmpty();
        assertThat(balance.totals()).isEqualTo(new LedgerTotals(13, 10, 1, 1, 1, 0));
        assertThat(balance.totals().accepted()).isEqualTo(11);
        assertThat(balance.positions()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 10L, 1, 104L));
    }

    @Test
    void aRowWhoseOwnSumIsWrongIsNamed() {
        LedgerBalance balance = LedgerBalance.of(List.of(row("mqtt", 0, 0, 5, 3, 1, 0, 0, 0, 5, 0)));

        assertThat(balance.differences(Map.of()))
                .containsExactly(new Difference(
                        0,
                        0,
                        5,
                        "the ledger row tracking/mqtt/0/" + MINUTE
                                + " counts 5 received, but 4 unique, duplicate, late and rejected"));
    }

    @Test
    void recordsThatWereNotCountedAreNamedWithTheirPartitionAndRange() {
        LedgerBalance balance = LedgerBalance.of(List.of(row("mqtt", 1, 0, 8, 8, 0, 0, 0, 0, 30, 20)));

        assertThat(balance.differences(Map.of(1, 30L)))
                .containsExactly(new Difference(
                        1, 20, 30, "10 records lie in partition 1 from offset 20 to 30, but 8 were counted"));
    }

    @Test
    void recordsThatWereCountedTwiceAreADifferenceToo() {
        LedgerBalance balance = LedgerBalance.of(List.of(row("mqtt", 0, 0, 12, 12, 0, 0, 0, 0, 10, 0)));

        assertThat(balance.differences(Map.of(0, 10L))).hasSize(1);
    }

    @Test
    void aPartitionThatIsNotCountedToTheEndIsNamed() {
        LedgerBalance balance = LedgerBalance.of(List.of(row("mqtt", 0, 0, 8, 8, 0, 0, 0, 0, 8, 0)));

        assertThat(balance.covers(Map.of(0, 8L))).isTrue();
        assertThat(balance.covers(Map.of(0, 9L))).isFalse();
        assertThat(balance.differences(Map.of(0, 9L)))
                .containsExactly(
                        new Difference(0, 8, 9, "partition 0 is counted up to offset 8, but holds records up to 9"));
    }

    @Test
    void aPartitionThatHoldsRecordsButHasNoRowIsNamed() {
        LedgerBalance balance = LedgerBalance.of(List.of());

        assertThat(balance.covers(Map.of(0, 0L))).isTrue();
        assertThat(balance.differences(Map.of(0, 3L)))
                .extracting(Difference::to)
                .containsExactly(3L);
    }

    @Test
    void readingsThatTheStoreMissesAreNamedWithTheirPartition() {
        LedgerBalance balance = LedgerBalance.of(
                List.of(row("mqtt", 0, 0, 5, 5, 0, 0, 0, 0, 5, 0), row("mqtt", 1, 0, 6, 4, 0, 2, 0, 0, 6, 0)));

        assertThat(balance.storeDifferences(Map.of(0, 5L, 1, 5L)))
                .containsExactly(new Difference(
                        1, 0, 6, "6 readings of partition 1 were accepted from offset 0 to 6, but 5 are stored"));
    }

    @Test
    void theWarmUpTakesUpOffsetsButIsNeitherCountedNorStored() {
        LedgerBalance balance = LedgerBalance.of(List.of(
                row(EventHeaders.SOURCE_WARM_UP, 0, 0, 40, 40, 0, 0, 0, 2, 45, 0),
                row("mqtt", 0, 0, 3, 3, 0, 0, 0, 0, 45, 0)));

        assertThat(balance.differences(Map.of(0, 45L))).isEmpty();
        assertThat(balance.storeDifferences(Map.of(0, 3L))).isEmpty();
        assertThat(balance.totals().received()).isEqualTo(3);
        assertThat(balance.warmUp().received()).isEqualTo(40);
    }

    @Test
    void theNewestPositionOfAPartitionIsTheOneThatCounts() {
        LedgerBalance balance = LedgerBalance.of(
                List.of(row("mqtt", 0, 0, 5, 5, 0, 0, 0, 0, 5, 0), row("mqtt", 0, 1, 4, 4, 0, 0, 0, 0, 9, 0)));

        assertThat(balance.differences(Map.of(0, 9L))).isEmpty();
        assertThat(balance.positions()).containsEntry(0, 9L);
    }

    private static LedgerRow row(
            String source,
            int partition,
            int minute,
            long received,
            long unique,
            long duplicate,
            long late,
            long rejected,
            long control,
            long position,
            long firstPosition) {
        return new LedgerRow(
                "tracking",
                source,
                partition,
                MINUTE + minute * 60_000L,
                received,
                unique,
                duplicate,
                late,
                rejected,
                0,
                control,
                position,
                firstPosition);
    }
}
