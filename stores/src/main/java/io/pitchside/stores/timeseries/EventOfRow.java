package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event that a stored row was made of, the way back of {@link TimeSeriesTable}. Thread-safe.
 *
 * @param <T> the table's record
 */
final class EventOfRow<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TimeSeriesTable table;
    private final Class<T> type;
    /** Texts that are never null in the event, but are not stored when they are empty. */
    private final Set<String> texts = new HashSet<>();

    EventOfRow(TimeSeriesTable table, Class<T> type) {
        this.table = table;
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == String.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                texts.add(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()));
            }
        }
    }

    /** What one row holds. */
    interface Values {
        /** The value of a column as the store gives it; null where there is none. */
        @Nullable
        Object of(String column);
    }

    /** @param time in the unit of the table's time field */
    T event(long time, Values values) {
        Map<String, Object> fields = new HashMap<>();
        texts.forEach(text -> fields.put(text, ""));
        for (TimeSeriesColumn column : table.columns()) {
            Object value = values.of(column.name());
            if (value != null) {
                fields.put(column.jsonName(), value);
            }
        }
        fields.put(table.timeField(), time);
        return MAPPER.convertValue(fields, type);
    }
}
