package io.pitchside.stores.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("match_id", "symbol"),
            new ResultColumn("n", "long"),
            new ResultColumn("round(x, 2)", "double"));

    @Test
    void csvHasAHeaderAndQuotesOnlyWhereNeeded() throws Exception {
        assertThat(written(ResultFormat.CSV, false)).isEqualTo("""
                        match_id,n,"round(x, 2)"
                        m1,7,52.5
                        "a,""b\""",-1,1000000
                        ,,0.00001
                        "",0,
                        " x",1,2
                        """);
    }

    @Test
    void jsonIsAnArrayOfObjects() throws Exception {
        assertThat(written(ResultFormat.JSON, false)).isEqualTo("""
                        [
                        {"match_id":"m1","n":7,"round(x, 2)":52.5},
                        {"match_id":"a,\\"b\\"","n":-1,"round(x, 2)":1000000},
                        {"match_id":null,"n":null,"round(x, 2)":0.00001},
                        {"match_id":"","n":0,"round(x, 2)":null},
                        {"match_id":" x","n":1,"round(x, 2)":2}
                        ]
                        """);
    }

    @Test
    void tableAlignsNumbersToTheRight() throws Exception {
        assertThat(written(ResultFormat.TABLE, true)).isEqualTo("""
                        match_id   n  round(x, 2)
                        --------  --  -----------
                        m1         7         52.5
                        a,"b"     -1      1000000
                                          0.00001
                                   0
                         x         1            2
                        (5 rows; there are more, this is the limit)
                        """);
    }

    @Test
    void longTextIsCutInATableOnly() throws Exception {
        String text = "é".repeat(100);

        assertThat(single(ResultFormat.TABLE, text))
                .contains("é".repeat(59) + "…\n")
                .doesNotContain(text);
        assertThat(single(ResultFormat.CSV, text)).contains(text);
    }

    @Test
    void anEmptyAnswerStillHasItsHeader() throws Exception {
        for (ResultFormat format : ResultFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ResultRows rows = format.to(out);
            rows.columns(COLUMNS);
            rows.end(false);
            assertThat(out.toString(UTF_8)).as(format.code()).isNotBlank();
        }
    }

    private static String single(ResultFormat format, String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultRows rows = format.to(out);
        rows.columns(List.of(new ResultColumn("t", "varchar")));
        rows.row(new Object[] {text});
        rows.end(false);
        return out.toString(UTF_8);
    }

    private static String written(ResultFormat format, boolean cut) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultRows rows = format.to(out);
        rows.columns(COLUMNS);
        rows.row(new Object[] {"m1", 7L, 52.5});
        rows.row(new Object[] {"a,\"b\"", -1L, 1e6});
        rows.row(new Object[] {null, null, 1e-5});
        rows.row(new Object[] {"", 0L, null});
        rows.row(new Object[] {" x", 1L, 2.0});
        rows.end(cut);
        return out.toString(UTF_8);
    }
}
