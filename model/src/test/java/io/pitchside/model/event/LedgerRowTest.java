package io.pitchside.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LedgerRowTest {
    private static final LedgerRow BALANCED =
            new LedgerRow("tracking", "mqtt", 1, 1_700_000_040_000L, 100, 90, 5, 2, 3, 1, 4, 504, 400);

    @Test
    void rowBalancesWhenEveryReceivedRecordHasOneFate() {
        assertThat(BALANCED.balanced()).isTrue();
    }

    @Test
    void rowWithALostRecordDoesNotBalance() {
        LedgerRow lossy = new LedgerRow("tracking", "mqtt", 1, 0, 100, 89, 5, 2, 3, 1, 4, 504, 400);

        assertThat(lossy.balanced()).isFalse();
    }

    @Test
    void conflictsAndControlRecordsAreBesideTheSum() {
        LedgerRow row = new LedgerRow("tracking", "mqtt", 1, 0, 1, 0, 1, 0, 0, 1, 9, 10, 0);

        assertThat(row.balanced()).isTrue();
    }

    @Test
    void rowComesBackFromItsJsonUnchanged() throws IOException {
        byte[] json = EventJson.bytes(BALANCED);

        assertThat(EventJson.read(json, LedgerRow.class)).isEqualTo(BALANCED);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"first_position\":400");
    }

    @Test
    void eventIdNamesTheMinuteOfOnePartitionAndSource() {
        assertThat(BALANCED.eventId()).isEqualTo("tracking/mqtt/1/1700000040000");
    }
}
