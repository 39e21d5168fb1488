package io.pitchside.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.event.LedgerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Site site = new Site();

    @Test
    void everythingArrivedAndAddsUp() throws Exception {
        site.written = 10;
        site.counted = 10;
        site.stored = 10;

        Audit.Finding finding = new Audit(site).run(Duration.ZERO);

        assertThat(finding.balanced()).isTrue();
        assertThat(finding.totals().received()).isEqualTo(10);
        assertThat(finding.stored()).isEqualTo(10);
        assertThat(site.hurried).isZero();
    }

    @Test
    void aLedgerThatIsBehindIsHurriedAndWaitedFor() throws Exception {
        site.written = 10;
        site.counted = 4;
        site.stored = 10;

        Audit.Finding finding = new Audit(site).run(LONG_ENOUGH);

        assertThat(finding.balanced()).isTrue();
        assertThat(site.hurried).isEqualTo(1);
    }

    @Test
    void withoutTimeToWaitWhatIsOnItsWayIsSaid() throws Exception {
        site.written = 10;
        site.counted = 10;
        site.stored = 10;
        site.lag = 3;
        site.pending.add("table readings has writes that are not readable yet");

        Audit.Finding finding = new Audit(site).run(Duration.ZERO);

        assertThat(finding.settled()).isFalse();
        assertThat(finding.balanced()).isFalse();
        assertThat(finding.unsettled())
                .containsExactly("3 records wait to be stored", "table readings has writes that are not readable yet");
    }

    @Test
    void aReadingThatTheStoreLostIsFound() throws Exception {
        site.written = 10;
        site.counted = 10;
        site.stored = 9;

        Audit.Finding finding = new Audit(site).run(Duration.ZERO);

        assertThat(finding.settled()).isTrue();
        assertThat(finding.balanced()).isFalse();
        assertThat(finding.differences())
                .extracting(Difference::message)
                .singleElement()
                .asString()
                .contains("10 readings of partition 0 were accepted", "9 are stored");
    }

    @Test
    void recordsThatComeInDuringTheAuditAreNotHeldAgainstIt() throws Exception {
        site.written = 10;
        site.counted = 12;
        site.stored = 12;

        assertThat(new Audit(site).run(Duration.ZERO).balanced()).isTrue();
    }

    /** One partition; counting catches up with the log when it is hurried. */
    private static final class Site implements AuditTarget {
        private long written;
        private long counted;
        private long stored;
        private long lag;
        private int hurried;
        private final List<String> pending = new ArrayList<>();

        @Override
        public Map<Integer, Long> ends() {
            return Map.of(0, written);
        }

        @Override
        public List<LedgerRow> ledger() {
            return List.of(new LedgerRow(
                    "tracking", "mqtt", 0, 1_700_000_040_000L, counted, counted, 0, 0, 0, 0, 0, counted, 0));
        }

        @Override
        public void hurryLedger(Duration atMost) {
            hurried++;
            counted = written;
        }

        @Override
        public Map<String, Long> storeEnds() {
            return Map.of("readings-0", counted);
        }

        @Override
        public long storeLag(Map<String, Long> storeEnds) {
            return lag;
        }

        @Override
        public List<String> storePending() {
            return pending;
        }

        @Override
        public long stored(int partition, long from, long to) {
            return stored;
        }
    }
}
