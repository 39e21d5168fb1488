package io.pitchside.stores.timeseries;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ResultFormat#TABLE}: numbers to the right, text to the left, control characters and long text cut. */
final class TableText implements ResultRows {
    static final int CELL_CHARS_MAX = 60;

    private final OutputStream out;
    private List<ResultColumn> columns = List.of();
    private final List<String[]> rows = new ArrayList<>();

    TableText(OutputStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<ResultColumn> newColumns) {
        columns = List.copyOf(newColumns);
    }

    @Override
    public void row(@Nullable Object[] values) {
        String[] cells = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            cells[i] = value == null ? "" : cell(ResultText.of(value));
        }
        rows.add(cells);
    }

    @Override
    public void end(boolean cut) throws IOException {
        int[] widths = new int[columns.size()];
        String[] header = new String[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            header[i] = cell(columns.get(i).name());
            widths[i] = length(header[i]);
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(writer, header, widths);
        String[] line = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            line[i] = "-".repeat(widths[i]);
        }
        write(writer, line, widths);
        for (String[] row : rows) {
            write(writer, row, widths);
        }
        writer.write("(" + rows.size() + (rows.size() == 1 ? " row" : " rows")
                + (cut ? "; there are more, this is the limit" : "") + ")\n");
        writer.flush();
    }

    private void write(BufferedWriter writer, String[] cells, int[] widths) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String space = " ".repeat(widths[i] - length(cells[i]));
            line.append(i == 0 ? "" : "  ");
            line.append(columns.get(i).numeric() ? space + cells[i] : cells[i] + space);
        }
        writer.write(line.toString().stripTrailing());
        writer.write('\n');
    }

    private static String cell(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return length(plain) <= CELL_CHARS_MAX
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, CELL_CHARS_MAX - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
