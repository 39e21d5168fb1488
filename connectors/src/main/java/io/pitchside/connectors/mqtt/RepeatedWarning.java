package io.pitchside.connectors.mqtt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/**
 * A warning that a misbehaving sender could cause thousands of times a second: written at most once per interval, with
 * the number of times it was held back. Thread-safe.
 */
final class RepeatedWarning {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int TEXT_CHARS_MAX = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Logger log;
    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());
    private final AtomicLong heldBack = new AtomicLong();

    RepeatedWarning(Logger log) {
        this.log = log;
    }

    /**
     * @param format as of SLF4J, without the number of repeats, which is added
     * @param arguments texts among them may come from anybody: they are cut, and cannot pretend to be log lines
     */
    void warn(String format, Object... arguments) {
        long now = System.nanoTime();
        long due = nextAt.get();
        if (now - due < 0 || !nextAt.compareAndSet(due, now + INTERVAL_NANOS)) {
            heldBack.incrementAndGet();
            return;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof String text) {
                arguments[i] = printable(text);
            }
        }
        long repeats = heldBack.getAndSet(0);
        if (repeats == 0) {
            log.warn(format, arguments);
        } else {
            log.warn(format + " (and " + repeats + " more such warnings in the last seconds)", arguments);
        }
    }

    private static String printable(String text) {
        String cut = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) + "…" : text;
        return CONTROL.matcher(cut).replaceAll("?");
    }
}
