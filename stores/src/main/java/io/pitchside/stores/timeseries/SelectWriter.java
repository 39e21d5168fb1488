package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.SqlNames.refused;
import static io.pitchside.stores.timeseries.SqlNames.unsupported;

import io.pitchside.model.access.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * Writes a parsed SELECT again as the store's SQL, over the views of one role. Nothing of the person's text reaches
 * the store: every part is written anew from what was understood, and each node is compared with a copy that has only
 * the understood parts, so that what is not understood is refused and not dropped. One writer per query.
 */
final class SelectWriter {
    private static final Set<String> SET_OPERATIONS =
            Set.of("UNION", "UNION ALL", "EXCEPT", "EXCEPT ALL", "INTERSECT", "INTERSECT ALL");

    private final Role role;
    private final Set<QueryView> used = EnumSet.noneOf(QueryView.class);
    /** Names given by WITH, in lower case, from the outermost select inwards. */
    private final Deque<Set<String>> given = new ArrayDeque<>();

    private final ExpressionWriter expressions = new ExpressionWriter(this::select, expression -> null);

    SelectWriter(Role role) {
        this.role = role;
    }

    /** The whole statement: the views that it uses, what the person defined, the select itself. */
    String statement(Select select) throws QueryRefusedException {
        given.push(new HashSet<>());
        List<String> definitions = definitions(select);
        String body = body(select);
        given.pop();
        List<String> all = new ArrayList<>();
        for (QueryView view : used) {
            all.add(viewName(view) + " AS (" + view.selectFor(role) + ")");
        }
        all.addAll(definitions);
        return all.isEmpty() ? body : "WITH " + String.join(", ", all) + " " + body;
    }

    /** The views that the statement uses; complete once it is written. */
    Set<QueryView> used() {
        return used;
    }

    private String select(Select select) throws QueryRefusedException {
        given.push(new HashSet<>());
        List<String> definitions = definitions(select);
        String body = body(select);
        given.pop();
        return definitions.isEmpty() ? body : "WITH " + String.join(", ", definitions) + " " + body;
    }

    private List<String> definitions(Select select) throws QueryRefusedException {
        List<String> written = new ArrayList<>();
        if (select.getWithItemsList() != null) {
            for (WithItem<?> item : select.getWithItemsList()) {
                boolean plain = item.getParenthesedStatement() instanceof ParenthesedSelect
                        && !item.isRecursive()
                        && !item.isMaterialized()
                        && (item.getWithItemList() == null
                                || item.getWithItemList().isEmpty());
                if (!plain) {
                    throw refused("WITH is written WITH name AS (SELECT …)", item.getParenthesedStatement());
                }
                String name = SqlNames.unquoted(item.getAliasName());
                requireFree(name, item);
                written.add(SqlNames.name(name, item) + " AS (" + select(item.getSelect()) + ")");
                given.element().add(name.toLowerCase(Locale.ROOT));
            }
        }
        return written;
    }

    /** A name given by WITH must not stand for two things, here or in the store. */
    private static void requireFree(String name, WithItem<?> item) throws QueryRefusedException {
        boolean taken = QueryView.named(name).isPresent()
                || Arrays.stream(TimeSeriesTable.values())
                        .flatMap(table -> List.of(table.tableName(), table.warmUpTableName()).stream())
                        .anyMatch(name::equalsIgnoreCase);
        if (taken) {
            throw refused("WITH cannot give the name " + name + ", it is taken; choose another", item.getSelect());
        }
    }

    private String body(Select select) throws QueryRefusedException {
        if (select instanceof PlainSelect plain) {
            return plain(plain);
        }
        if (select instanceof SetOperationList list) {
            return combined(list);
        }
        if (select.getClass() == ParenthesedSelect.class) {
            return parenthesed((ParenthesedSelect) select);
        }
        throw unsupported(select);
    }

    private String plain(PlainSelect select) throws QueryRefusedException {
        PlainSelect understood = new PlainSelect();
        understood.setSelectItems(select.getSelectItems());
        understood.setFromItem(select.getFromItem());
        understood.setJoins(select.getJoins());
        understood.setWhere(select.getWhere());
        understood.setGroupByElement(select.getGroupBy());
        understood.setHaving(select.getHaving());
        understood.setDistinct(select.getDistinct());
        requireUnderstood(select, understood);
        boolean distinct = select.getDistinct() != null;
        if (distinct && !"DISTINCT".equals(String.valueOf(select.getDistinct()).strip())) {
            throw unsupported(select.getDistinct());
        }
        // FROM first: it tells which names there are.
        String source = source(select);
        List<SelectedItem> items = items(select.getSelectItems());
        if (select.getWhere() != null) {
            source += " WHERE " + expressions.write(select.getWhere());
        }
        List<String> groups = groups(select.getGroupBy());
        if (!groups.isEmpty()) {
            source += " GROUP BY " + String.join(", ", groups);
        }
        if (select.getHaving() != null) {
            return having(select, items, groups, source) + RowRange.of(select);
        }
        String list = items.stream().map(SelectedItem::written).collect(Collectors.joining(", "));
        return "SELECT " + (distinct ? "DISTINCT " : "") + list + source + orderBy(select) + RowRange.of(select);
    }

    private String having(PlainSelect select, List<SelectedItem> items, List<String> groups, String source)
            throws QueryRefusedException {
        for (SelectedItem item : items) {
            if (item.name() == null) {
                throw refused("with HAVING, name the columns instead of *", select.getHaving());
            }
        }
        List<String> grouped = groups.stream().map(HavingFilter::key).collect(Collectors.toList());
        return new HavingFilter(items, grouped, expressions, this::select)
                .around(source, select.getDistinct() != null, select.getHaving(), select.getOrderByElements());
    }

    private String orderBy(Select select) throws QueryRefusedException {
        return select.getOrderByElements() == null ? "" : expressions.orderBy(select.getOrderByElements());
    }

    private List<String> groups(@Nullable GroupByElement groupBy) throws QueryRefusedException {
        List<String> written = new ArrayList<>();
        if (groupBy != null) {
            if (!groupBy.getGroupingSets().isEmpty() || groupBy.isMysqlWithRollup()) {
                throw refused("GROUP BY takes columns and expressions only", null);
            }
            for (Object expression : groupBy.getGroupByExpressionList()) {
                written.add(expressions.write((Expression) expression));
            }
        }
        return written;
    }

    private List<SelectedItem> items(List<SelectItem<?>> selected) throws QueryRefusedException {
        List<SelectedItem> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SelectItem<?> item : selected) {
            items.add(item(item, names));
        }
        return items;
    }

    private SelectedItem item(SelectItem<?> item, Set<String> names) throws QueryRefusedException {
        Expression expression = item.getExpression();
        if (expression instanceof AllTableColumns all) {
            String table = all.getTable().getName();
            if (!all.toString().equals(table + ".*") || item.getAlias() != null) {
                throw unsupported(item);
            }
            return new SelectedItem(SqlNames.name(table, all) + ".*", null, false);
        }
        if (expression instanceof AllColumns all) {
            if (!all.toString().equals("*") || item.getAlias() != null) {
                throw unsupported(item);
            }
            return new SelectedItem("*", null, false);
        }
        String text = expressions.write(expression);
        if (item.getAlias() != null) {
            String alias = SqlNames.unquoted(alias(item.getAlias(), expression));
            names.add(alias.toLowerCase(Locale.ROOT));
            return new SelectedItem(text, alias, true);
        }
        if (expression instanceof Column column) {
            return new SelectedItem(text, SqlNames.unquoted(column.getColumnName()), false);
        }
        // The answer's header says what was asked for, in the person's own words.
        String typed = expression.toString().replace("\"", "");
        boolean usable = SqlNames.isUsable(typed) && names.add(typed.toLowerCase(Locale.ROOT));
        String name = usable ? typed : "column " + (names.size() + 1);
        return new SelectedItem(text, name, true);
    }

    private String source(PlainSelect select) throws QueryRefusedException {
        if (select.getFromItem() == null) {
            return "";
        }
        StringBuilder source = new StringBuilder(" FROM ").append(from(select.getFromItem()));
        if (select.getJoins() != null) {
            for (Join join : select.getJoins()) {
                source.append(join(join));
            }
        }
        return source.toString();
    }

    private String from(FromItem item) throws QueryRefusedException {
        if (item instanceof Table table) {
            return table(table);
        }
        if (item.getClass() == ParenthesedSelect.class) {
            ParenthesedSelect select = (ParenthesedSelect) item;
            String alias = item.getAlias() == null ? "" : " AS " + alias(item.getAlias(), select);
            return "(" + select(select) + ")" + alias;
        }
        throw refused("only views and subqueries can stand in FROM and JOIN, not " + item, item);
    }

    private String table(Table table) throws QueryRefusedException {
        String name = SqlNames.unquoted(table.getName());
        String alias = table.getAlias() == null ? SqlNames.name(name, table) : alias(table.getAlias(), table);
        String understood = table.getName()
                + (table.getAlias() == null ? "" : table.getAlias().toString());
        boolean plain = table.toString().equals(understood);
        if (plain && given.stream().anyMatch(names -> names.contains(name.toLowerCase(Locale.ROOT)))) {
            return SqlNames.name(name, table) + " AS " + alias;
        }
        QueryView view = plain ? QueryView.named(name).orElse(null) : null;
        if (view == null) {
            throw refused("there is no " + table.getFullyQualifiedName() + "; there are " + viewsFor(role), table);
        }
        if (!view.isFor(role)) {
            throw refused(
                    view.viewName() + " is not for role " + role.code() + "; " + rolesThat(Role::mayOperate) + " may"
                            + " read it",
                    table);
        }
        used.add(view);
        return viewName(view) + " AS " + alias;
    }

    private static String alias(Alias alias, Object node) throws QueryRefusedException {
        if (alias.getAliasColumns() != null) {
            throw unsupported(node);
        }
        return SqlNames.name(alias.getName(), node);
    }

    private String join(Join join) throws QueryRefusedException {
        Join understood = new Join();
        understood.setSimple(join.isSimple());
        understood.setInner(join.isInner());
        understood.setLeft(join.isLeft());
        understood.setRight(join.isRight());
        understood.setFull(join.isFull());
        understood.setOuter(join.isOuter());
        understood.setCross(join.isCross());
        understood.setFromItem(join.getFromItem());
        understood.setOnExpressions(join.getOnExpressions());
        if (join.getUsingColumns() != null && !join.getUsingColumns().isEmpty()) {
            throw refused("write JOIN … ON a.x = b.x instead of USING (x)", join);
        }
        if (!understood.toString().equals(join.toString())
                || join.getOnExpressions().size() > 1) {
            throw unsupported(join);
        }
        String right = from(join.getFromItem());
        if (join.getOnExpressions().isEmpty()) {
            if (!join.isSimple() && !join.isCross()) {
                throw refused("JOIN needs ON: JOIN … ON a.x = b.x", join);
            }
            return " CROSS JOIN " + right;
        }
        String kind = join.isLeft() ? " LEFT JOIN " : join.isRight() ? " RIGHT JOIN " : " JOIN ";
        Expression on = join.getOnExpressions().iterator().next();
        return (join.isFull() ? " FULL JOIN " : kind) + right + " ON " + expressions.write(on);
    }

    private String combined(SetOperationList list) throws QueryRefusedException {
        SetOperationList understood = new SetOperationList();
        understood.setSelects(list.getSelects());
        understood.setOperations(list.getOperations());
        requireUnderstood(list, understood);
        StringBuilder written = new StringBuilder(branch(list.getSelects().get(0)));
        for (int i = 1; i < list.getSelects().size(); i++) {
            String operation = list.getOperations()
                    .get(i - 1)
                    .toString()
                    .toUpperCase(Locale.ROOT)
                    .strip();
            operation = operation.equals("UNION DISTINCT") ? "UNION" : operation;
            if (!SET_OPERATIONS.contains(operation)) {
                throw unsupported(list);
            }
            written.append(' ')
                    .append(operation)
                    .append(' ')
                    .append(branch(list.getSelects().get(i)));
        }
        String rest = orderBy(list) + RowRange.of(list);
        return rest.isEmpty() ? written.toString() : "SELECT * FROM (" + written + ")" + rest;
    }

    /** A branch with an order or a limit of its own would give them to the whole. */
    private String branch(Select select) throws QueryRefusedException {
        String written = select(select);
        return select instanceof PlainSelect plain && plain.getLimit() == null && plain.getOrderByElements() == null
                ? written
                : "SELECT * FROM (" + written + ")";
    }

    private String parenthesed(ParenthesedSelect select) throws QueryRefusedException {
        ParenthesedSelect understood = new ParenthesedSelect();
        understood.setSelect(select.getSelect());
        understood.setAlias(select.getAlias());
        requireUnderstood(select, understood);
        String inner = select(select.getSelect());
        String rest = orderBy(select) + RowRange.of(select);
        return rest.isEmpty() ? inner : "SELECT * FROM (" + inner + ")" + rest;
    }

    /** Completes the copy by what every kind of select has, and compares. */
    private static void requireUnderstood(Select select, Select understood) throws QueryRefusedException {
        understood.setWithItemsList(select.getWithItemsList());
        understood.setOrderByElements(select.getOrderByElements());
        understood.setLimit(select.getLimit());
        understood.setOffset(select.getOffset());
        understood.setFetch(select.getFetch());
        if (!understood.toString().equals(select.toString())) {
            throw unsupported(select);
        }
    }

    private static String viewName(QueryView view) {
        return '"' + SqlNames.RESERVED_PREFIX + view.viewName() + '"';
    }

    private static String viewsFor(Role role) {
        return Arrays.stream(QueryView.values())
                .filter(view -> view.isFor(role))
                .map(QueryView::viewName)
                .collect(Collectors.joining(", "));
    }

    static String rolesThat(java.util.function.Predicate<Role> may) {
        return Arrays.stream(Role.values()).filter(may).map(Role::code).collect(Collectors.joining(", "));
    }
}
