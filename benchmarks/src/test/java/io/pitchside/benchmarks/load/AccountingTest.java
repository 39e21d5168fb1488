package io.pitchside.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static final long START_NS = 5_000_000_000L;
    private static final long START_MS = 1_800_000_000_000L;

    private final Schedule schedule = new Schedule(2, 20, true, 1, 2);
    private final Accounting accounting = Accounting.openLoop(schedule);

    @BeforeEach
    void start() {
        accounting.start(START_NS, START_MS);
    }

    @Test
    void latencyCountsFromWhenTheReadingWasDue() {
        receive(1, 7, 2, 12_000);

        // The last frame of the second match is due 125 ms after the start, wherever the sender was then.
        assertThat(schedule.dueNs(1, 7, 2)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(125));
        assertThat(accounting.latencyUs().getMaxValue()).isBetween(11_990L, 12_010L);
    }

    @Test
    void warmUpIsAccountedForAndNotMeasured() {
        receive(0, 0, 0, 900_000);
        receive(0, 0, 1, 1_000);

        assertThat(accounting.unique()).isEqualTo(2);
        assertThat(accounting.latencyUs().getTotalCount()).isEqualTo(1);
        assertThat(accounting.latencyUs().getMaxValue()).isLessThan(1_100);
    }

    @Test
    void repeatIsADuplicateAndHasNoLatency() {
        receive(0, 3, 1, 1_000);
        receive(0, 3, 1, 50_000);

        assertThat(accounting.unique()).isEqualTo(1);
        assertThat(accounting.duplicates()).isEqualTo(1);
        assertThat(accounting.latencyUs().getTotalCount()).isEqualTo(1);
    }

    @Test
    void whatWasSentAndDidNotComeOutIsLost() {
        accounting.sent(0);
        accounting.acknowledged(Tags.COUNT);
        for (int tag = 1; tag < Tags.COUNT; tag++) {
            receive(0, tag, 0, 1_000);
        }

        assertThat(accounting.sent()).isEqualTo(Tags.COUNT);
        assertThat(accounting.acknowledged()).isEqualTo(Tags.COUNT);
        assertThat(accounting.lost()).isEqualTo(1);
    }

    @Test
    void readingThatWasNeverSentIsUnexpected() {
        accounting.received(0, -1, 0, START_MS, START_NS);
        accounting.received(0, 0, 3, START_MS, START_NS);
        accounting.received(0, 0, -1, START_MS, START_NS);

        assertThat(accounting.unexpected()).isEqualTo(3);
        assertThat(accounting.unique()).isZero();
    }

    @Test
    void anotherTimeStampThanSentIsNoticed() {
        accounting.received(0, 0, 1, START_MS + 49, START_NS);
        accounting.received(0, 1, 1, START_MS + 50, START_NS);

        assertThat(accounting.wrongTime()).isEqualTo(1);
    }

    @Test
    void latenciesAreAlsoKeptSecondBySecond() {
        Schedule twoSeconds = new Schedule(1, 20, true, 20, 40);
        Accounting account = Accounting.openLoop(twoSeconds);
        account.start(START_NS, START_MS);
        account.received(0, 0, 20, 0, START_NS + twoSeconds.dueNs(0, 0, 20) + 2_000_000);
        account.received(0, 0, 59, 0, START_NS + twoSeconds.dueNs(0, 0, 59) + 9_000_000);

        assertThat(account.latencyUsBySecond()).hasSize(2);
        assertThat(account.latencyUsBySecond()[0].getMaxValue()).isBetween(1_900L, 2_100L);
        assertThat(account.latencyUsBySecond()[1].getMaxValue()).isBetween(8_900L, 9_100L);
    }

    @Test
    void closedLoopCountsWithoutLatency() {
        Accounting closed = Accounting.closedLoop(schedule);
        closed.start(START_NS, START_MS);
        closed.received(0, 0, 1, 7, START_NS);

        assertThat(closed.unique()).isEqualTo(1);
        assertThat(closed.wrongTime()).isZero();
        assertThat(closed.latencyUs().getTotalCount()).isZero();
    }

    private void receive(int match, int tag, int tick, long latencyUs) {
        long dueNs = schedule.dueNs(match, tag, tick);
        accounting.received(
                match,
                tag,
                tick,
                START_MS + TimeUnit.NANOSECONDS.toMillis(dueNs),
                START_NS + dueNs + TimeUnit.MICROSECONDS.toNanos(latencyUs));
    }
}
