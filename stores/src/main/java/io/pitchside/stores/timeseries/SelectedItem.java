package io.pitchside.stores.timeseries;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a select list, as the store gets it.
 *
 * @param text the expression
 * @param name its name in the answer, unquoted; null for {@code *}
 * @param named whether the name has to be written (a column has its own)
 */
record SelectedItem(String text, @Nullable String name, boolean named) {
    String written() {
        return named ? text + " AS " + TimeSeriesTable.quoted(String.valueOf(name)) : text;
    }
}
