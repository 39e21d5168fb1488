package io.pitchside.stores.timeseries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way back from a point of InfluxDB to the event that it was made of. Thread-safe.
 *
 * @param <T> the table's record
 */
final class PointRows<T> {
    private final TimeSeriesTable table;
    private final EventOfRow<T> events;
    private final Map<String, TimeSeriesColumn> columns = new HashMap<>();
    /** Where in the selected row a field stands; the time is at 0. */
    private final Map<String, Integer> places = new HashMap<>();

    private final String select;

    PointRows(TimeSeriesTable table, Class<T> event) {
        this.table = table;
        this.events = new EventOfRow<>(table, event);
        List<String> selected = new ArrayList<>();
        for (TimeSeriesColumn column : table.columns()) {
            columns.put(column.name(), column);
            selected.add(column.name());
            if (table.rewritten() && column.nullable()) {
                selected.add(column.presence());
            }
        }
        for (int i = 0; i < selected.size(); i++) {
            places.put(selected.get(i), i + 1);
        }
        select = "SELECT " + selected.stream().map(InfluxQl::name).collect(Collectors.joining(", ")) + " FROM "
                + InfluxQl.name(table.tableName());
    }

    /** Everything but the WHERE clause. */
    String select() {
        return select;
    }

    T event(@Nullable Object[] values) {
        long time = values[0] instanceof Number nanos ? nanos.longValue() : 0;
        return events.event(Math.floorDiv(time, table.timeUnit().toNanos(1)), name -> value(name, values));
    }

    private @Nullable Object value(String name, @Nullable Object[] values) {
        TimeSeriesColumn column = column(name);
        if (table.rewritten() && column.nullable() && !Long.valueOf(1).equals(at(column.presence(), values))) {
            return null;
        }
        Object value = at(name, values);
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (column.type()) {
            case LONG -> (Object) Long.valueOf(text);
            case SYMBOL -> PercentText.decode(text);
            default -> text;
        };
    }

    private TimeSeriesColumn column(String name) {
        TimeSeriesColumn column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("table " + table.tableName() + " has no column " + name);
        }
        return column;
    }

    private @Nullable Object at(String name, @Nullable Object[] values) {
        Integer place = places.get(name);
        return place == null ? null : values[place];
    }
}
