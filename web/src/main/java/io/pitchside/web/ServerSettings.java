package io.pitchside.web;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens and under which names it answers.
 *
 * @param host address to bind; a loopback address, {@code 127.0.0.1} by default
 * @param port 0 takes any free one
 * @param hostNames further names that the {@code Host} header may carry, without a port; loopback names and
 *     {@code host} are always accepted. Anything else is refused, so that a foreign page cannot reach us by DNS rebinding
 */
public record ServerSettings(String host, int port, Set<String> hostNames) {
    /** How long one audit may wait for what is still on its way. */
    public static final Duration AUDIT_WAIT_MAX = Duration.ofMinutes(5);
    /** How many dead letters one answer lists. */
    public static final int DEAD_LETTERS_MAX = 1_000;
    /** The largest request body, a set-up of {@code MatchSetup.PLAYERS_MAX} players being a tenth of it. */
    public static final int BODY_BYTES_MAX = 1 << 20;
    /** The longest SQL text. */
    public static final int SQL_CHARACTERS_MAX = 20_000;
    /** Queries that run at once; one more is answered 429. */
    public static final int QUERIES_MAX = 4;
    /** Audits that run at once; one more is answered 429. */
    public static final int AUDITS_MAX = 2;

    public ServerSettings {
        requireNonNull(host, "host");
        hostNames = Set.copyOf(hostNames);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port is " + port + ", allowed are 0 to 65535");
        }
    }

    /** Loopback on that port. */
    public static ServerSettings loopback(int port) {
        return new ServerSettings("127.0.0.1", port, Set.of());
    }
}
