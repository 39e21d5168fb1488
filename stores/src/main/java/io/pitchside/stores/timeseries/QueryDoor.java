package io.pitchside.stores.timeseries;

import io.pitchside.model.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/**
 * The door through which people ask in SQL: one SELECT over the views of their role, with a limit on rows and time.
 * The text is parsed and written anew, so nothing but what was understood and allowed reaches the store. Thread-safe.
 */
public final class QueryDoor implements AutoCloseable {
    /** At once; more wait. The store has few threads, and writing must always find one. */
    public static final int QUERIES_MAX = 2;

    private static final int NESTING_MAX = 30;
    private static final Duration PARSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern NO_COLUMN = Pattern.compile("Invalid column: (.+)");
    private static final Pattern NAME_AT_START = Pattern.compile("[\"\\s]*([\\p{L}_][\\p{L}\\p{N}_]*)");

    /** Null where the store has no SQL. */
    private final @Nullable TimeSeriesReader reader;

    private final String refusal;
    private final int rowsMax;
    private final Duration timeout;
    private final Semaphore places = new Semaphore(QUERIES_MAX, true);
    private final ExecutorService parsing = Executors.newFixedThreadPool(QUERIES_MAX, task -> {
        Thread thread = new Thread(task, "query-parser");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param rowsMax an answer has no more rows than this ({@code limit.rows})
     * @param timeout a query that takes longer is stopped ({@code limit.time})
     */
    public QueryDoor(TimeSeriesReader reader, int rowsMax, Duration timeout) {
        this(reader, "", rowsMax, timeout);
    }

    private QueryDoor(@Nullable TimeSeriesReader reader, String refusal, int rowsMax, Duration timeout) {
        if (rowsMax < 1) {
            throw new IllegalArgumentException("limit.rows is " + rowsMax + ", it must be at least 1");
        }
        this.reader = reader;
        this.refusal = refusal;
        this.rowsMax = rowsMax;
        this.timeout = timeout;
    }

    /** A door that answers every query with the same refusal. */
    static QueryDoor closed(String refusal, int rowsMax) {
        return new QueryDoor(null, refusal, rowsMax, Duration.ofSeconds(1));
    }

    /** An answer has no more rows than this. */
    public int rowsMax() {
        return rowsMax;
    }

    /**
     * Answers one query; {@code rows} learns at its end whether the answer was cut.
     *
     * @throws QueryRefusedException if the query is not one SELECT over what the role may see, or cannot be answered;
     *     the message is for the person who asked, the position is one in {@code sql} where it is known
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws StoreAccessException if the store does not let the platform in
     * @throws IOException what {@code rows} throws
     */
    public void answer(String sql, Role role, ResultRows rows)
            throws QueryRefusedException, StoreAccessException, IOException {
        if (reader == null) {
            throw new QueryRefusedException(refusal);
        }
        enter();
        try {
            Select select = parse(sql);
            SelectWriter writer = new SelectWriter(role);
            String statement = writer.statement(select);
            try {
                reader.read(statement, rowsMax, timeout, new PlainNames(rows));
            } catch (QueryRefusedException e) {
                throw explained(e, sql, statement, writer.used(), role);
            }
        } finally {
            places.release();
        }
    }

    private void enter() throws QueryRefusedException, StoreUnavailableException {
        try {
            if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new QueryRefusedException(
                        "other queries have been running for " + timeout.toSeconds() + " s; try again in a moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for other queries", e);
        }
    }

    private Select parse(String sql) throws QueryRefusedException {
        if (sql.length() > TimeSeriesReader.SQL_CHARS_MAX / 2) {
            throw new QueryRefusedException("the query has " + sql.length() + " characters, at most "
                    + TimeSeriesReader.SQL_CHARS_MAX / 2 + " are allowed");
        }
        if (nesting(sql) > NESTING_MAX) {
            throw new QueryRefusedException("the query is nested deeper than " + NESTING_MAX + " parentheses");
        }
        List<Statement> statements;
        try {
            statements = CCJSqlParserUtil.parseStatements(
                    sql, parsing, parser -> parser.withTimeOut(PARSE_TIMEOUT.toMillis()));
        } catch (JSQLParserException e) {
            throw syntax(e, sql);
        }
        if (statements != null && statements.size() == 1 && statements.get(0) instanceof Select select) {
            return select;
        }
        throw new QueryRefusedException(
                "one SELECT can be asked here, and nothing that changes or describes the store");
    }

    private static int nesting(String sql) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static QueryRefusedException syntax(JSQLParserException problem, String sql) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParseException parse && parse.currentToken != null) {
                Token next = parse.currentToken.next;
                Token token = next == null ? parse.currentToken : next;
                int position = offsetOf(sql, token.beginLine, token.beginColumn);
                String found = (next == null ? "something is wrong at or after \"" : "not expected here: \"")
                        + token.image + "\"";
                return new QueryRefusedException(
                        found + " (one SELECT is expected; names that are SQL words need double quotes)", position);
            }
        }
        return new QueryRefusedException("this is not one SELECT that can be read");
    }

    private static int offsetOf(String sql, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = sql.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return Math.min(Math.max(start + column - 1, 0), sql.length());
    }

    /** The store's message about its own statement, turned into one about the person's. */
    private static QueryRefusedException explained(
            QueryRefusedException problem, String sql, String statement, Set<QueryView> used, Role role) {
        String message = String.valueOf(problem.getMessage()).replace(SqlNames.RESERVED_PREFIX, "");
        Matcher noColumn = NO_COLUMN.matcher(message);
        if (!noColumn.matches()) {
            return new QueryRefusedException(message, positionOf(nameAt(problem.position(), statement), sql));
        }
        String typed = noColumn.group(1).replace("\"", "");
        String column = typed.substring(typed.lastIndexOf('.') + 1);
        boolean hidden = used.stream().anyMatch(view -> view.hides(column, role));
        String why = hidden
                ? "column " + column + " does not exist for role " + role.code() + ": it is health data, which "
                        + SelectWriter.rolesThat(Role::mayReadMedical) + " may read"
                : "there is no column " + typed + columnsOf(used, role);
        return new QueryRefusedException(why, positionOf(column, sql));
    }

    /** The name at that place of the statement; empty where there is none. */
    private static String nameAt(int position, String statement) {
        if (position < 0 || position >= statement.length()) {
            return "";
        }
        Matcher name = NAME_AT_START.matcher(statement.substring(position));
        return name.lookingAt() ? name.group(1) : "";
    }

    /** Where the person wrote that name first. */
    private static int positionOf(String name, String sql) {
        if (name.isEmpty()) {
            return QueryRefusedException.POSITION_UNKNOWN;
        }
        Matcher found = Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql);
        return found.find() ? found.start() : QueryRefusedException.POSITION_UNKNOWN;
    }

    private static String columnsOf(Set<QueryView> used, Role role) {
        return used.stream()
                .map(view -> "; " + view.viewName() + " has " + String.join(", ", view.columnsFor(role)))
                .collect(Collectors.joining());
    }

    /** The store puts quotes around a column's name that has a dot; they are not part of it. */
    private record PlainNames(ResultRows rows) implements ResultRows {
        @Override
        public void columns(List<ResultColumn> columns) throws IOException {
            rows.columns(columns.stream()
                    .map(column -> new ResultColumn(SqlNames.unquoted(column.name()), column.type()))
                    .collect(Collectors.toUnmodifiableList()));
        }

        @Override
        public void row(@Nullable Object[] values) throws IOException {
            rows.row(values);
        }

        @Override
        public void end(boolean cut) throws IOException {
            rows.end(cut);
        }
    }

    @Override
    public void close() {
        parsing.shutdownNow();
    }
}
