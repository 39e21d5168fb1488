package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.SqlNames.refused;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.expression.AllValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET and FETCH FIRST as the store's {@code LIMIT from, to}. */
final class RowRange {
    /** Stands for "all that follow": more rows than any table of ours holds. */
    private static final long ROWS_MAX = 1_000_000_000_000L;

    private RowRange() {}

    /** The clause with a space before it; empty where the select has none. */
    static String of(Select select) throws QueryRefusedException {
        Limit limit = select.getLimit();
        Offset offset = select.getOffset();
        Fetch fetch = select.getFetch();
        if (limit == null && offset == null && fetch == null) {
            return "";
        }
        long from = 0;
        long count = ROWS_MAX;
        if (limit != null) {
            if (limit.getByExpressions() != null) {
                throw refused("LIMIT … BY is not supported here", limit);
            }
            from = limit.getOffset() == null ? 0 : rows(limit.getOffset(), "LIMIT");
            count = isAll(limit.getRowCount()) ? ROWS_MAX : rows(limit.getRowCount(), "LIMIT");
        }
        if (offset != null) {
            from = rows(offset.getOffset(), "OFFSET");
        }
        if (fetch != null) {
            requireRowsOnly(fetch);
            count = rows(fetch.getExpression(), "FETCH");
        }
        return from == 0 ? " LIMIT " + count : " LIMIT " + from + ", " + Math.min(from + count, ROWS_MAX);
    }

    private static boolean isAll(@Nullable Expression count) {
        return count == null || count instanceof AllValue || count instanceof NullValue;
    }

    private static long rows(@Nullable Expression number, String clause) throws QueryRefusedException {
        if (number instanceof LongValue value) {
            BigInteger rows = value.getBigIntegerValue();
            if (rows.signum() >= 0) {
                return rows.min(BigInteger.valueOf(ROWS_MAX)).longValue();
            }
        }
        throw refused(clause + " takes a whole number of rows, not " + number, number);
    }

    private static void requireRowsOnly(Fetch fetch) throws QueryRefusedException {
        List<String> parameters = fetch.getFetchParameters();
        for (String parameter : parameters == null ? List.<String>of() : parameters) {
            if (!List.of("ROW", "ROWS", "ONLY").contains(parameter.toUpperCase(Locale.ROOT))) {
                throw refused("FETCH is written FETCH FIRST n ROWS ONLY", fetch.getExpression());
            }
        }
    }
}
