package io.pitchside.connectors.timeseries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.stores.timeseries.LineProtocol;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesColumn;
import io.pitchside.stores.timeseries.TimeSeriesTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of any table from the JSON of its events, field by field as {@link TimeSeriesTable} declares them. Fields that
 * the table does not know are left out.
 */
final class JsonRows implements EventRows {
    private static final JsonFactory JSON = new JsonFactory();

    private final TimeSeriesTable table;
    private final TimeSeriesColumn[] columns;
    private final Map<String, TimeSeriesColumn> byJsonName = new HashMap<>();

    // The fields of the event at hand, by column. Symbols have to be written first, wherever they stand in the JSON.
    private final boolean[] present;
    private final @Nullable String[] texts;
    private final long[] wholes;
    private final double[] decimals;
    private long time;

    JsonRows(TimeSeriesTable table, StoreKind kind) {
        this.table = table;
        columns = table.columns(kind).toArray(TimeSeriesColumn[]::new);
        for (TimeSeriesColumn column : columns) {
            byJsonName.put(column.jsonName(), column);
        }
        present = new boolean[columns.length];
        texts = new String[columns.length];
        wholes = new long[columns.length];
        decimals = new double[columns.length];
    }

    @Override
    public void append(byte[] value, LineProtocol body) {
        try {
            read(value);
        } catch (IOException e) {
            throw new UnreadableEventException("not an event of topic " + table.topic() + ": not a JSON object", e);
        }
        for (TimeSeriesColumn column : table.key()) {
            if (!present[column.index()]) {
                throw new UnreadableEventException(
                        "not an event of topic " + table.topic() + ": " + column.jsonName() + " is missing");
            }
        }
        body.startRow(table, isWarmUp());
        for (TimeSeriesColumn column : columns) {
            if (present[column.index()]) {
                write(column, body);
            } else {
                body.absent(column);
            }
        }
        try {
            body.endRow(time, table.timeUnit());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("not an event of topic " + table.topic() + ": " + e.getMessage(), e);
        }
    }

    private void write(TimeSeriesColumn column, LineProtocol body) {
        int i = column.index();
        switch (column.type()) {
            case SYMBOL -> body.symbol(column, texts[i]);
            case VARCHAR -> body.text(column, Objects.requireNonNull(texts[i]));
            case LONG -> body.integer(column, wholes[i]);
            case DOUBLE -> body.number(column, decimals[i]);
            case BOOLEAN -> body.flag(column, wholes[i] == 1);
        }
    }

    private void read(byte[] value) throws IOException {
        java.util.Arrays.fill(present, false);
        boolean hasTime = false;
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEventException("not an event of topic " + table.topic() + ": not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken token = json.nextToken();
                TimeSeriesColumn column = byJsonName.get(field);
                if (field.equals(table.timeField())) {
                    require(token == JsonToken.VALUE_NUMBER_INT, field, "a whole number");
                    time = json.getLongValue();
                    hasTime = true;
                } else if (column == null) {
                    json.skipChildren();
                } else if (token != JsonToken.VALUE_NULL) {
                    take(column, token, json);
                }
            }
        }
        require(hasTime, table.timeField(), "there");
    }

    private void take(TimeSeriesColumn column, JsonToken token, JsonParser json) throws IOException {
        int i = column.index();
        switch (column.type()) {
            case SYMBOL, VARCHAR -> {
                require(token == JsonToken.VALUE_STRING, column.jsonName(), "a string");
                texts[i] = json.getText();
            }
            case LONG -> {
                require(token == JsonToken.VALUE_NUMBER_INT, column.jsonName(), "a whole number");
                wholes[i] = json.getLongValue();
            }
            case DOUBLE -> {
                require(token.isNumeric(), column.jsonName(), "a number");
                decimals[i] = json.getDoubleValue();
            }
            case BOOLEAN -> {
                require(token.isBoolean(), column.jsonName(), "true or false");
                wholes[i] = json.getBooleanValue() ? 1 : 0;
            }
        }
        present[i] = true;
    }

    private void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new UnreadableEventException(
                    "not an event of topic " + table.topic() + ": " + field + " must be " + what);
        }
    }

    /** Rows that only warm the process up say so in one of these, whatever their kind. */
    private boolean isWarmUp() {
        return EventHeaders.SOURCE_WARM_UP.equals(text("source"))
                || startsWithWarmUp(text("match_id"))
                || startsWithWarmUp(text("subject"));
    }

    private @Nullable String text(String field) {
        TimeSeriesColumn column = byJsonName.get(field);
        return column != null && present[column.index()] ? texts[column.index()] : null;
    }

    private static boolean startsWithWarmUp(@Nullable String text) {
        return text != null && text.startsWith(MatchSetup.WARM_UP_PREFIX);
    }
}
