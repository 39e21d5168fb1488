package io.pitchside.stores.timeseries;

import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.SimpleNode;
import net.sf.jsqlparser.parser.Token;
import org.jspecify.annotations.Nullable;

/** Names and literals on their way from what a person typed to what the store reads. */
final class SqlNames {
    /** Names that start so are ours, in the statement that the store gets. */
    static final String RESERVED_PREFIX = "__";

    private static final int NAME_CHARS_MAX = 120;

    private SqlNames() {}

    /** The name without the quotes it may have been typed with. */
    static String unquoted(String typed) {
        boolean quoted = typed.length() >= 2
                && (typed.charAt(0) == '"' || typed.charAt(0) == '`')
                && typed.charAt(typed.length() - 1) == typed.charAt(0);
        return quoted ? typed.substring(1, typed.length() - 1) : typed;
    }

    static boolean isUsable(String name) {
        return !name.isBlank()
                && name.length() <= NAME_CHARS_MAX
                && name.chars().noneMatch(c -> c == '"' || c == '`' || Character.isISOControl(c));
    }

    /** A name as the store gets it, always quoted, so that it can be nothing but a name. */
    static String name(String typed, @Nullable Object node) throws QueryRefusedException {
        String name = unquoted(typed);
        if (!isUsable(name) || name.startsWith(RESERVED_PREFIX)) {
            throw refused("the name " + typed + " cannot be used; write another", node);
        }
        return '"' + name + '"';
    }

    /** A text literal as the store gets it; {@code typed} is what stood between the quotes. */
    static String literal(String typed) {
        return QuestDbStore.literal(typed.replace("''", "'"));
    }

    /** A refusal that points at the node, where the parser knows its place. */
    static QueryRefusedException refused(String message, @Nullable Object node) {
        if (node instanceof ASTNodeAccess access) {
            SimpleNode tree = access.getASTNode();
            Token token = tree == null ? null : tree.jjtGetFirstToken();
            if (token != null) {
                return new QueryRefusedException(message, token.absoluteBegin - 1);
            }
        }
        return new QueryRefusedException(message);
    }

    /** A refusal of a form that the store does not have. */
    static QueryRefusedException unsupported(Object node) {
        String text = String.valueOf(node);
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return refused("\"" + shown + "\" is not supported here", node);
    }
}
