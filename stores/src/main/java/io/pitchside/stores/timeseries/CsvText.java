package io.pitchside.stores.timeseries;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ResultFormat#CSV}: quotes only where needed; null is nothing, empty text is {@code ""}. */
final class CsvText implements ResultRows {
    private final BufferedWriter out;

    CsvText(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        row(columns.stream().map(ResultColumn::name).toArray());
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            Object value = values[i];
            if (value != null) {
                out.write(field(ResultText.of(value)));
            }
        }
        out.write('\n');
    }

    @Override
    public void end(boolean cut) throws IOException {
        out.flush();
    }

    private static String field(String text) {
        boolean quotes = text.isEmpty()
                || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || text.charAt(0) == ' '
                || text.charAt(text.length() - 1) == ' ';
        return quotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
