package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.LedgerRow;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InfluxLineProtocolTest {
    private static final TimeSeriesTable READINGS = TimeSeriesTable.READINGS;
    private static final TimeSeriesTable ALERTS = TimeSeriesTable.ALERTS;

    private final LineProtocol body = new LineProtocol(StoreKind.INFLUXDB);

    @Test
    void theSequenceNumberIsAFieldAndMovesTheTimeWithinItsMillisecond() {
        body.startRow(READINGS, false);
        body.symbol(READINGS.column("match_id"), "m1");
        body.symbol(READINGS.column("stadium_id"), "north");
        body.integer(READINGS.column("seq"), 3_000_007);
        body.number(READINGS.column("x"), 52);
        body.endRow(1_700_000_000_123L, TimeUnit.MILLISECONDS);

        assertThat(text())
                .isEqualTo("readings,match_id=m1 stadium_id=\"north\",seq=3000007i,x=52 1700000000123000007\n");
    }

    @Test
    void whatMayBeAbsentSaysWhetherItIsThereInRowsThatAreRewritten() {
        body.startRow(ALERTS, true);
        body.symbol(ALERTS.column("rule"), "r");
        body.absent(ALERTS.column("subject"));
        body.symbol(ALERTS.column("match_id"), "");
        body.absent(ALERTS.column("player_id"));
        body.absent(ALERTS.column("cleared_at"));
        body.number(ALERTS.column("value"), Double.NaN);
        body.number(ALERTS.column("threshold"), 1.5);
        body.flag(ALERTS.column("medical"), true);
        body.endRow(1, TimeUnit.MILLISECONDS);

        assertThat(text())
                .isEqualTo("alerts_warm_up,rule=r match_id=\"\",player_id=\"\",has_player_id=0i,cleared_at=0i,"
                        + "has_cleared_at=0i,value=0,has_value=0i,threshold=1.5,has_threshold=1i,medical=t 1000000\n");
    }

    @Test
    void tagsHoldNoLineBreaksAndNoBackslashes() {
        body.startRow(ALERTS, false);
        body.symbol(ALERTS.column("rule"), "a b,c=d\\\n%ä");
        body.symbol(ALERTS.column("match_id"), "say \"no\"\\");
        body.text(ALERTS.column("message"), "\"x\"\\\n\0");
        body.endRow(1, TimeUnit.SECONDS);

        assertThat(text())
                .isEqualTo("alerts,rule=a\\ b\\,c\\=d%5C%0A%25ä match_id=\"say \\\"no\\\"%5C\","
                        + "message=\"\\\"x\\\"\\\\\n\uFFFD\" 1000000000\n");
    }

    @Test
    void aKeyThatIsAWholeNumberOfFewValuesIsATag() throws IOException {
        add(new LedgerRow("tracking", "mqtt", 1, 60_000, 10, 6, 2, 1, 1, 1, 3, 813, 800));

        assertThat(text())
                .startsWith("ledger,pipeline=tracking,source=mqtt,partition=1 received=10i,")
                .endsWith(" 60000000000\n");
    }

    @Test
    void aKeyOfManyValuesMovesTheTimeByItsChecksum() throws IOException {
        add(new AlertAcknowledgement("a", "m", "coach", 5));
        add(new AlertAcknowledgement("b", "m", "coach", 5));

        // CRC-32 of "a" is 3904355907, of "b" 1908338681.
        assertThat(body.text(0, 1)).endsWith(" 5355907\n");
        assertThat(body.text(1, 2)).endsWith(" 5338681\n");
    }

    @Test
    void encodedTextComesBack() {
        String text = "%, %2, %zz, %25, \\, \n, ä%漢%4";

        assertThat(PercentText.decode(PercentText.encode(text))).isEqualTo(text);
        assertThat(PercentText.decode("100% %zz")).isEqualTo("100% %zz");
    }

    private void add(Object event) throws IOException {
        StoreUnderTest.add(StoreKind.INFLUXDB, body, event, false);
    }

    private String text() {
        return body.text(0, body.rows());
    }
}
