package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.SqlNames.unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.select.AllColumns;
import org.jspecify.annotations.Nullable;

/** The part of {@link ExpressionWriter} for calls of {@link AllowedFunctions}, those with OVER included. */
final class CallWriter {
    private static final Set<String> EXTRACTABLE = Set.of(
            "century",
            "day",
            "decade",
            "dow",
            "doy",
            "epoch",
            "hour",
            "isodow",
            "isoyear",
            "microseconds",
            "millennium",
            "milliseconds",
            "minute",
            "month",
            "quarter",
            "second",
            "week",
            "year");
    private static final Pattern FRAME =
            Pattern.compile("(ROWS|RANGE) BETWEEN (UNBOUNDED|\\d{1,9}) PRECEDING AND (CURRENT ROW|\\d{1,9} PRECEDING)");

    private final ExpressionWriter expressions;

    CallWriter(ExpressionWriter expressions) {
        this.expressions = expressions;
    }

    /** The call as the store gets it; null if the expression is none. */
    @Nullable
    String write(Expression expression) throws QueryRefusedException {
        if (expression instanceof Function function) {
            return function(function);
        }
        if (expression instanceof AnalyticExpression over) {
            return over(over);
        }
        if (expression instanceof ExtractExpression extract) {
            String part = String.valueOf(extract.getName()).toLowerCase(Locale.ROOT);
            if (!EXTRACTABLE.contains(part)) {
                throw unsupported(extract);
            }
            return "extract(" + part + " FROM " + expressions.write(extract.getExpression()) + ")";
        }
        if (expression instanceof TrimFunction trim
                && trim.getTrimSpecification() == null
                && trim.getFromExpression() == null) {
            return "trim(" + expressions.write(trim.getExpression()) + ")";
        }
        return null;
    }

    private String function(Function function) throws QueryRefusedException {
        String name = storeName(function.getName(), function);
        if (AllowedFunctions.needsOver(name)) {
            throw SqlNames.refused(name + " needs an OVER clause: " + name + "() OVER (ORDER BY …)", function);
        }
        if (!AllowedFunctions.isAllowed(name)) {
            throw notAllowed(function.getName(), function);
        }
        ExpressionList<?> parameters = function.getParameters();
        Function understood = new Function().withName(function.getName()).withDistinct(function.isDistinct());
        understood.setParameters(parameters);
        if (!understood.toString().equals(function.toString())) {
            throw unsupported(function);
        }
        if (function.isDistinct() && (!name.equals("count") || parameters == null || parameters.size() != 1)) {
            throw SqlNames.refused("DISTINCT can stand in count(DISTINCT x) only", function);
        }
        if (parameters == null || parameters.isEmpty() || isStar(parameters)) {
            if (parameters != null && !parameters.isEmpty() && !name.equals("count")) {
                throw SqlNames.refused("* can stand in count(*) only", function);
            }
            return name + "()";
        }
        return name + (function.isDistinct() ? "(DISTINCT " : "(") + expressions.list(parameters) + ")";
    }

    private static boolean isStar(ExpressionList<?> parameters) {
        return parameters.size() == 1
                && parameters.get(0) instanceof AllColumns all
                && all.toString().equals("*");
    }

    private String over(AnalyticExpression over) throws QueryRefusedException {
        String name = storeName(over.getName(), over);
        if (!AllowedFunctions.isAllowedOver(name)) {
            throw notAllowed(over.getName(), over);
        }
        AnalyticExpression understood =
                new AnalyticExpression().withName(over.getName()).withType(over.getType());
        understood.setExpression(over.getExpression());
        understood.setOffset(over.getOffset());
        understood.setDefaultValue(over.getDefaultValue());
        understood.setAllColumns(over.isAllColumns());
        understood.setOrderByElements(over.getOrderByElements());
        understood.setPartitionExpressionList(over.getPartitionExpressionList(), over.isPartitionByBrackets());
        understood.setWindowElement(over.getWindowElement());
        if (!understood.toString().equals(over.toString())) {
            throw unsupported(over);
        }
        List<String> arguments = new ArrayList<>();
        for (Expression argument : new Expression[] {over.getExpression(), over.getOffset(), over.getDefaultValue()}) {
            if (argument != null) {
                arguments.add(expressions.write(argument));
            }
        }
        StringBuilder window = new StringBuilder();
        if (over.getPartitionExpressionList() != null
                && !over.getPartitionExpressionList().isEmpty()) {
            window.append("PARTITION BY ").append(expressions.list(over.getPartitionExpressionList()));
        }
        if (over.getOrderByElements() != null) {
            window.append(expressions.orderBy(over.getOrderByElements()));
        }
        if (over.getWindowElement() != null) {
            String frame = over.getWindowElement().toString().strip().replaceAll("\\s+", " ");
            if (!FRAME.matcher(frame.toUpperCase(Locale.ROOT)).matches()) {
                throw SqlNames.refused(
                        "a frame is written ROWS BETWEEN n PRECEDING AND CURRENT ROW, not " + frame, over);
            }
            window.append(' ').append(frame.toUpperCase(Locale.ROOT));
        }
        return name + "(" + String.join(", ", arguments) + ") OVER ("
                + window.toString().strip() + ")";
    }

    private static String storeName(@Nullable String typed, Expression node) throws QueryRefusedException {
        if (typed == null || typed.contains(".")) {
            throw unsupported(node);
        }
        return AllowedFunctions.storeName(typed);
    }

    private static QueryRefusedException notAllowed(String name, Expression node) {
        return SqlNames.refused(
                "function " + name + " cannot be used here; aggregates (count, sum, avg, min, max, stddev, …), and the"
                        + " usual functions on numbers, text and times can",
                node);
    }
}
