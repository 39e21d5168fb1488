package io.pitchside.app.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a load is: one line that is written over on a terminal, a plain line every few seconds otherwise. Not
 * thread-safe.
 */
public final class LoadProgress {
    private static final Duration TERMINAL_EVERY = Duration.ofMillis(200);
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    private static final int BAR_CHARS = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;

    private long startedAt;
    private long shownAt;
    private boolean lineOpen;

    /**
     * @param terminal whether {@code out} is one
     * @param nanoTime a clock that never goes back
     */
    public LoadProgress(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** On standard error, as it is. */
    @SuppressWarnings("SystemConsoleNull") // true from Java 22 on: then isTerminal() is to be asked as well
    public static LoadProgress onStandardError() {
        return new LoadProgress(System.err, System.console() != null, System::nanoTime);
    }

    void start(String what) {
        startedAt = nanoTime.getAsLong();
        shownAt = startedAt;
        say(what);
    }

    /** Called often; shows something now and then. */
    void update(long line, long lines, long sent, long acknowledged) {
        long now = nanoTime.getAsLong();
        Duration every = terminal ? TERMINAL_EVERY : PLAIN_EVERY;
        if (now - shownAt < every.toNanos()) {
            return;
        }
        shownAt = now;
        String text = text(line, lines, sent, acknowledged, (now - startedAt) / 1e9);
        if (terminal) {
            out.print(CLEAR_LINE + bar(line, lines) + " " + text);
            out.flush();
            lineOpen = true;
        } else {
            out.println(text);
        }
    }

    /** A line of its own. */
    void say(String text) {
        if (lineOpen) {
            out.print(CLEAR_LINE);
            lineOpen = false;
        }
        out.println(text);
        out.flush();
    }

    /** Seconds since the start. */
    double elapsedS() {
        return (nanoTime.getAsLong() - startedAt) / 1e9;
    }

    private static String text(long line, long lines, long sent, long acknowledged, double elapsedS) {
        double perSecond = elapsedS > 0 ? line / elapsedS : 0;
        double leftS = perSecond > 0 ? (lines - line) / perSecond : 0;
        return String.format(
                Locale.ROOT,
                "%d %%  %,d of %,d lines  %,.0f lines/s  %,d of %,d messages acknowledged  %s left",
                lines == 0 ? 100 : line * 100 / lines,
                line,
                lines,
                perSecond,
                acknowledged,
                sent,
                time(leftS));
    }

    private static String bar(long line, long lines) {
        int done = lines == 0 ? BAR_CHARS : (int) Math.min(BAR_CHARS, line * BAR_CHARS / lines);
        return "[" + "#".repeat(done) + "-".repeat(BAR_CHARS - done) + "]";
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
