package io.pitchside.stores.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
    private static final byte[] TABLE = "readings".getBytes(UTF_8);
    private static final TimeSeriesColumn MATCH = TimeSeriesTable.READINGS.column("match_id");
    private static final TimeSeriesColumn SEQ = TimeSeriesTable.READINGS.column("seq");
    private static final TimeSeriesColumn X = TimeSeriesTable.READINGS.column("x");
    private static final TimeSeriesColumn LATE = TimeSeriesTable.READINGS.column("late");
    private static final TimeSeriesColumn MESSAGE = TimeSeriesTable.ALERTS.column("message");

    private final LineProtocol body = new LineProtocol();

    @Test
    void aRowHasSymbolsValuesAndNanoseconds() {
        body.startRow(TABLE);
        body.symbol(MATCH, "m1");
        body.integer(SEQ, 7);
        body.number(X, 52.5);
        body.flag(LATE, false);
        body.endRow(1_700_000_000_123L, TimeUnit.MILLISECONDS);

        assertThat(text()).isEqualTo("readings,match_id=m1 seq=7i,x=52.5,late=f 1700000000123000000\n");
    }

    @Test
    void whatWouldEndAValueIsEscaped() {
        body.startRow(TABLE);
        body.symbol(MATCH, "a b,c=d\\e\nf\"");
        body.text(MESSAGE, "say \"no\", a\\b = c\n");
        body.endRow(1, TimeUnit.SECONDS);

        assertThat(text())
                .isEqualTo("readings,match_id=a\\ b\\,c\\=d\\\\e\\\nf\" message=\"say \\\"no\\\", a\\\\b = c\\\n\""
                        + " 1000000000\n");
    }

    @Test
    void nulBecomesTheReplacementCharacter() {
        body.startRow(TABLE);
        body.symbol(MATCH, "a\0b");
        body.integer(SEQ, 1);
        body.endRow(0, TimeUnit.SECONDS);

        assertThat(text()).isEqualTo("readings,match_id=a\uFFFDb seq=1i 0\n");
    }

    @Test
    void absentValuesAreLeftOut() {
        body.startRow(TABLE);
        body.symbol(MATCH, (String) null);
        body.symbol(MATCH, "");
        body.number(X, Double.NaN);
        body.number(X, Double.POSITIVE_INFINITY);
        body.integer(SEQ, Long.MIN_VALUE);
        body.endRow(1, TimeUnit.NANOSECONDS);

        assertThat(text()).isEqualTo("readings seq=-9223372036854775808i 1\n");
    }

    @Test
    void aCancelledRowLeavesNothing() {
        row("m1");

        body.startRow(TABLE);
        body.symbol(MATCH, "m2");
        body.cancelRow();
        row("m3");

        assertThat(body.rows()).isEqualTo(2);
        assertThat(text()).doesNotContain("m2").contains("m1").endsWith("readings,match_id=m3 seq=1i 1\n");
    }

    @Test
    void rowsCanBeCutOutAgain() {
        for (int i = 0; i < 5_000; i++) {
            row("m" + i);
        }

        assertThat(body.rows()).isEqualTo(5_000);
        assertThat(new String(body.buffer(), body.startOf(4_321), body.bytesOf(4_321, 4_322), UTF_8))
                .isEqualTo("readings,match_id=m4321 seq=1i 1\n");
        assertThat(body.bytesOf(0, 5_000)).isEqualTo(body.bytes());
    }

    @Test
    void aTimeThatTheStoreCannotKeepTakesTheRowBack() {
        body.startRow(TABLE);
        body.integer(SEQ, 1);

        assertThatThrownBy(() -> body.endRow(-1, TimeUnit.MILLISECONDS)).hasMessageContaining("outside 1970 to 2262");

        assertThat(body.bytes()).isZero();
        assertThat(body.rows()).isZero();
    }

    @Test
    void aRowThatIsTooLongIsTakenBack() {
        body.startRow(TABLE);
        body.text(MESSAGE, "x".repeat(LineProtocol.ROW_BYTES_MAX));

        assertThatThrownBy(() -> body.endRow(1, TimeUnit.SECONDS)).hasMessageContaining("at most");

        assertThat(body.bytes()).isZero();
    }

    @Test
    void symbolsComeFirst() {
        body.startRow(TABLE);
        body.integer(SEQ, 1);

        assertThatThrownBy(() -> body.symbol(MATCH, "m1")).isInstanceOf(IllegalStateException.class);
    }

    private void row(String match) {
        body.startRow(TABLE);
        body.symbol(MATCH, match);
        body.integer(SEQ, 1);
        body.endRow(1, TimeUnit.NANOSECONDS);
    }

    private String text() {
        return new String(body.buffer(), 0, body.bytes(), UTF_8);
    }
}
