package io.pitchside.model.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;

/** The JSON and column names of every field that is marked {@link Medical}, read from the records themselves. */
public final class MedicalFields {
    private MedicalFields() {}

    /** The names (snake_case) of the medical fields of the given records. */
    public static Set<String> of(Class<?>... records) {
        Set<String> names = new TreeSet<>();
        for (Class<?> type : records) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.isAnnotationPresent(Medical.class)) {
                    names.add(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()));
                }
            }
        }
        return Set.copyOf(names);
    }
}
