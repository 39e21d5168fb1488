package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ResultFormat#JSON}: numbers stay numbers, null stays null; one row per line. */
final class JsonText implements ResultRows {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator out;
    private List<ResultColumn> columns = List.of();

    JsonText(OutputStream out) throws IOException {
        this.out = JSON.createGenerator(out).setPrettyPrinter(new RowPerLine());
    }

    @Override
    public void columns(List<ResultColumn> newColumns) throws IOException {
        columns = List.copyOf(newColumns);
        out.writeStartArray();
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            out.writeFieldName(columns.get(i).name());
            Object value = values[i];
            if (value == null) {
                out.writeNull();
            } else if (value instanceof Boolean flag) {
                out.writeBoolean(flag);
            } else if (value instanceof Long whole) {
                out.writeNumber(whole);
            } else if (value instanceof Double) {
                out.writeNumber(ResultText.of(value));
            } else {
                out.writeString(value.toString());
            }
        }
        out.writeEndObject();
    }

    @Override
    public void end(boolean cut) throws IOException {
        out.writeEndArray();
        out.writeRaw('\n');
        out.close();
    }

    private static final class RowPerLine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void beforeArrayValues(JsonGenerator generator) throws IOException {
            generator.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(",\n");
        }

        @Override
        public void writeEndArray(JsonGenerator generator, int values) throws IOException {
            generator.writeRaw(values > 0 ? "\n]" : "]");
        }
    }
}
