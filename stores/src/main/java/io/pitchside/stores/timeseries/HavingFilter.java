package io.pitchside.stores.timeseries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;
import org.jspecify.annotations.Nullable;

/**
 * HAVING as a filter around the grouped select, because the store has none: what the condition and the order need is
 * selected inside, under names of our own where the person did not select it.
 */
final class HavingFilter {
    private final List<SelectedItem> items;
    private final List<String> grouped;
    private final ExpressionWriter inner;
    private final ExpressionWriter outer;
    /** Expression inside → its column outside. */
    private final Map<String, String> columns = new HashMap<>();

    private final List<SelectedItem> hidden = new ArrayList<>();

    /** @param grouped the GROUP BY expressions as written, in lower case */
    HavingFilter(
            List<SelectedItem> items,
            List<String> grouped,
            ExpressionWriter inner,
            ExpressionWriter.Subqueries subqueries) {
        this.items = items;
        this.grouped = grouped;
        this.inner = inner;
        this.outer = new ExpressionWriter(subqueries, this::outside);
        for (SelectedItem item : items) {
            columns.putIfAbsent(key(item.text()), String.valueOf(item.name()));
        }
    }

    /** The select that has only the groups for which {@code condition} holds, ordered outside. */
    String around(String rest, boolean distinct, Expression condition, @Nullable List<OrderByElement> order)
            throws QueryRefusedException {
        String where = outer.write(condition);
        String orderBy = order == null ? "" : outer.orderBy(order);
        List<String> inside = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        for (SelectedItem item : items) {
            inside.add(item.text() + " AS " + TimeSeriesTable.quoted(String.valueOf(item.name())));
            outside.add(TimeSeriesTable.quoted(String.valueOf(item.name())));
        }
        for (SelectedItem item : hidden) {
            inside.add(item.written());
        }
        return "SELECT " + (distinct ? "DISTINCT " : "") + String.join(", ", outside) + " FROM (SELECT "
                + String.join(", ", inside) + rest + ") WHERE " + where + orderBy;
    }

    private @Nullable String outside(Expression expression) throws QueryRefusedException {
        boolean aggregate = expression instanceof Function function
                && AllowedFunctions.isAggregate(AllowedFunctions.storeName(function.getName()));
        if (!aggregate && !(expression instanceof Column)) {
            return null;
        }
        if (expression instanceof Column column && column.getTable() == null) {
            for (SelectedItem item : items) {
                if (SqlNames.unquoted(column.getColumnName()).equalsIgnoreCase(item.name())) {
                    return TimeSeriesTable.quoted(String.valueOf(item.name()));
                }
            }
        }
        String text = inner.write(expression);
        String known = columns.get(key(text));
        if (known != null) {
            return TimeSeriesTable.quoted(known);
        }
        // A column that is not grouped would silently become one more column to group by.
        if (!aggregate && !grouped.contains(key(text))) {
            throw SqlNames.refused(
                    "HAVING and the ORDER BY after it may use aggregates, grouped columns and names of the select"
                            + " list; " + expression + " is none of them",
                    expression);
        }
        String name = SqlNames.RESERVED_PREFIX + "having_" + hidden.size();
        hidden.add(new SelectedItem(text, name, true));
        columns.put(key(text), name);
        return TimeSeriesTable.quoted(name);
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
