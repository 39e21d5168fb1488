package io.pitchside.stores.timeseries;

import java.nio.charset.StandardCharsets;

/**
 * One column of a {@link TimeSeriesTable}. Immutable.
 */
public final class TimeSeriesColumn {
    /** How a value is kept; also its name in the store's SQL. */
    public enum Type {
        /** Text of few different values, such as an id; part of the row's key or good to group by. */
        SYMBOL,
        VARCHAR,
        LONG,
        DOUBLE,
        BOOLEAN
    }

    private final String name;
    private final String jsonName;
    private final Type type;
    private final boolean medical;
    private final boolean nullable;
    private final PointRole pointRole;
    private final int index;
    private final byte[] asTag;
    private final byte[] asField;
    private final byte[] asPresence;

    TimeSeriesColumn(
            String name,
            String jsonName,
            Type type,
            boolean medical,
            boolean nullable,
            PointRole pointRole,
            int index) {
        this.name = name;
        this.jsonName = jsonName;
        this.type = type;
        this.medical = medical;
        this.nullable = nullable;
        this.pointRole = pointRole;
        this.index = index;
        this.asTag = ("," + name + "=").getBytes(StandardCharsets.US_ASCII);
        this.asField = (name + "=").getBytes(StandardCharsets.US_ASCII);
        this.asPresence = ("," + presence() + "=").getBytes(StandardCharsets.US_ASCII);
    }

    public String name() {
        return name;
    }

    /** The field of the event's JSON that fills the column. */
    public String jsonName() {
        return jsonName;
    }

    public Type type() {
        return type;
    }

    /** Whether the value is health data. */
    public boolean medical() {
        return medical;
    }

    /** Whether an event may have no value for it. */
    public boolean nullable() {
        return nullable;
    }

    PointRole pointRole() {
        return pointRole;
    }

    /** The field of InfluxDB beside a nullable one: 1 where there is a value, 0 where there is none. */
    String presence() {
        return "has_" + name;
    }

    /** Position among {@link TimeSeriesTable#columns()}, from 0. */
    public int index() {
        return index;
    }

    byte[] asTag() {
        return asTag;
    }

    byte[] asField() {
        return asField;
    }

    byte[] asPresence() {
        return asPresence;
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
