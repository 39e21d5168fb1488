package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.SqlNames.unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * Writes a parsed expression again as the store's SQL. Only the forms named here get through, and of each only the
 * parts that are written here: whatever else the parser knows is refused. Stateless apart from its collaborators.
 */
final class ExpressionWriter {
    /** How a subquery is written; the select's own writer knows which names it may use. */
    interface Subqueries {
        String write(Select select) throws QueryRefusedException;
    }

    /** What to write for an expression instead of itself; null for nothing else. */
    interface Substitution {
        @Nullable
        String of(Expression expression) throws QueryRefusedException;
    }

    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "||", "=", "<>", "!=", "<", "<=", ">", ">=", "AND", "OR");
    private static final Set<String> CAST_TYPES = Set.of(
            "boolean",
            "byte",
            "char",
            "date",
            "double",
            "float",
            "int",
            "integer",
            "long",
            "short",
            "string",
            "symbol",
            "timestamp",
            "varchar");
    private final Subqueries subqueries;
    private final Substitution substitution;
    private final CallWriter calls = new CallWriter(this);

    ExpressionWriter(Subqueries subqueries, Substitution substitution) {
        this.subqueries = subqueries;
        this.substitution = substitution;
    }

    String write(Expression expression) throws QueryRefusedException {
        String written = substitution.of(expression);
        if (written == null) {
            written = value(expression);
        }
        if (written == null) {
            written = operation(expression);
        }
        if (written == null) {
            written = condition(expression);
        }
        if (written == null) {
            written = calls.write(expression);
        }
        if (written == null) {
            throw expression instanceof Select
                    ? SqlNames.refused("a subquery can stand in FROM, in JOIN and after IN, not here", expression)
                    : unsupported(expression);
        }
        return written;
    }

    /** The expressions, separated by commas. */
    String list(List<?> expressions) throws QueryRefusedException {
        List<String> written = new ArrayList<>();
        for (Object expression : expressions) {
            written.add(write((Expression) expression));
        }
        return String.join(", ", written);
    }

    String orderBy(List<OrderByElement> elements) throws QueryRefusedException {
        List<String> written = new ArrayList<>();
        for (OrderByElement element : elements) {
            if (element.getNullOrdering() != null || element.isMysqlWithRollup()) {
                throw unsupported("ORDER BY " + element);
            }
            written.add(write(element.getExpression()) + (element.isAsc() ? "" : " DESC"));
        }
        return " ORDER BY " + String.join(", ", written);
    }

    private static @Nullable String value(Expression expression) throws QueryRefusedException {
        if (expression instanceof Column column) {
            return column(column);
        }
        if (expression instanceof LongValue number) {
            return digits(number.getStringValue(), number);
        }
        if (expression instanceof DoubleValue number) {
            return digits(number.toString(), number);
        }
        if (expression instanceof StringValue text) {
            // Anything but '…' (a prefix, $$…$$) is read differently by different databases.
            if (text.getPrefix() != null || !text.toString().equals("'" + text.getValue() + "'")) {
                throw unsupported(text);
            }
            return SqlNames.literal(text.getValue());
        }
        if (expression instanceof BooleanValue flag) {
            return Boolean.toString(flag.getValue());
        }
        if (expression instanceof NullValue) {
            return "null";
        }
        if (expression instanceof TimeKeyExpression time) {
            return timeKey(time);
        }
        return null;
    }

    private static String column(Column column) throws QueryRefusedException {
        Table table = column.getTable();
        String name = SqlNames.name(column.getColumnName(), column);
        if (table == null || table.getName() == null) {
            if (!column.toString().equals(column.getColumnName())) {
                throw unsupported(column);
            }
            return name;
        }
        if (!column.toString().equals(table.getName() + "." + column.getColumnName())) {
            throw unsupported(column);
        }
        return SqlNames.name(table.getName(), column) + "." + name;
    }

    private static String digits(String number, Expression node) throws QueryRefusedException {
        if (!number.matches("[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?") || number.isEmpty()) {
            throw unsupported(node);
        }
        return number;
    }

    private static String timeKey(TimeKeyExpression time) throws QueryRefusedException {
        return switch (time.getStringValue().toUpperCase(Locale.ROOT).replace("()", "")) {
            case "CURRENT_TIMESTAMP" -> "now()";
            case "CURRENT_DATE" -> "date_trunc('day', now())";
            default -> throw unsupported(time);
        };
    }

    private @Nullable String operation(Expression expression) throws QueryRefusedException {
        if (expression instanceof LikeExpression like) {
            return like(like);
        }
        if (expression instanceof BinaryExpression binary) {
            String operator = binary.getStringExpression().toUpperCase(Locale.ROOT);
            if (!OPERATORS.contains(operator)) {
                throw unsupported(expression);
            }
            return "(" + write(binary.getLeftExpression()) + " " + operator + " " + write(binary.getRightExpression())
                    + ")";
        }
        if (expression instanceof SignedExpression signed && (signed.getSign() == '-' || signed.getSign() == '+')) {
            String operand = write(signed.getExpression());
            return signed.getSign() == '-' ? "(-" + operand + ")" : operand;
        }
        if (expression instanceof ParenthesedExpressionList<?> inParentheses && inParentheses.size() == 1) {
            return "(" + write(inParentheses.get(0)) + ")";
        }
        if (expression instanceof CastExpression cast) {
            return cast(cast);
        }
        return expression instanceof CaseExpression choice ? choice(choice) : null;
    }

    private String like(LikeExpression like) throws QueryRefusedException {
        String keyword = String.valueOf(like.getLikeKeyWord()).toUpperCase(Locale.ROOT);
        if (!(keyword.equals("LIKE") || keyword.equals("ILIKE")) || like.getEscape() != null || like.isUseBinary()) {
            throw unsupported(like);
        }
        String test = write(like.getLeftExpression()) + " " + keyword + " " + write(like.getRightExpression());
        return like.isNot() ? "(NOT (" + test + "))" : "(" + test + ")";
    }

    private String cast(CastExpression cast) throws QueryRefusedException {
        String type =
                String.valueOf(cast.getColDataType()).toLowerCase(Locale.ROOT).strip();
        type = switch (type) {
            case "bigint", "int8" -> "long";
            case "double precision", "float8", "real", "numeric", "decimal" -> "double";
            case "text" -> "varchar";
            default -> type;
        };
        if (!CAST_TYPES.contains(type) || cast.getFormat() != null || cast.isImplicitCast()) {
            throw unsupported(cast);
        }
        return "cast(" + write(cast.getLeftExpression()) + " AS " + type + ")";
    }

    private String choice(CaseExpression choice) throws QueryRefusedException {
        StringBuilder written = new StringBuilder("CASE");
        if (choice.getSwitchExpression() != null) {
            written.append(' ').append(write(choice.getSwitchExpression()));
        }
        for (WhenClause when : choice.getWhenClauses()) {
            written.append(" WHEN ").append(write(when.getWhenExpression()));
            written.append(" THEN ").append(write(when.getThenExpression()));
        }
        if (choice.getElseExpression() != null) {
            written.append(" ELSE ").append(write(choice.getElseExpression()));
        }
        return written.append(" END").toString();
    }

    private @Nullable String condition(Expression expression) throws QueryRefusedException {
        if (expression instanceof NotExpression not) {
            return "(NOT (" + write(not.getExpression()) + "))";
        }
        if (expression instanceof IsNullExpression test) {
            return "(" + write(test.getLeftExpression()) + (test.isNot() ? " IS NOT NULL)" : " IS NULL)");
        }
        if (expression instanceof IsBooleanExpression test) {
            boolean wanted = test.isTrue() != test.isNot();
            return "(" + write(test.getLeftExpression()) + " = " + wanted + ")";
        }
        if (expression instanceof Between between) {
            // The store has BETWEEN for times only.
            String left = write(between.getLeftExpression());
            String test = left + " >= " + write(between.getBetweenExpressionStart()) + " AND " + left + " <= "
                    + write(between.getBetweenExpressionEnd());
            return between.isNot() ? "(NOT (" + test + "))" : "(" + test + ")";
        }
        return expression instanceof InExpression in ? in(in) : null;
    }

    private String in(InExpression in) throws QueryRefusedException {
        Expression choices = in.getRightExpression();
        String set;
        if (in.isGlobal() || in.getOldOracleJoinSyntax() != 0) {
            throw unsupported(in);
        } else if (choices instanceof ParenthesedSelect select) {
            set = "(" + subqueries.write(select) + ")";
        } else if (choices instanceof ParenthesedExpressionList<?> values) {
            set = "(" + list(values) + ")";
        } else {
            throw unsupported(in);
        }
        String test = write(in.getLeftExpression()) + " IN " + set;
        return in.isNot() ? "(NOT (" + test + "))" : "(" + test + ")";
    }
}
