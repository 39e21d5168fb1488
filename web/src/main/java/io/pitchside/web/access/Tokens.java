package io.pitchside.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.access.Role;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which token stands for which role. Keeps hashes only and compares all of them in constant time, so neither memory
 * dumps nor timing tell a token. Immutable, thread-safe.
 */
public final class Tokens {
    /** A shorter token can be guessed; {@code pitchside} itself makes 256 random bits. */
    public static final int CHARACTERS_MIN = 16;

    private static final int CHARACTERS_MAX = 512;

    private record Entry(byte[] hash, Role role) {}

    private final List<Entry> entries;

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException for a token that is too short, without naming it */
    public static Tokens of(Map<String, Role> roles) {
        List<Entry> entries = new ArrayList<>();
        roles.forEach((token, role) -> {
            if (token.length() < CHARACTERS_MIN || token.length() > CHARACTERS_MAX) {
                throw new IllegalArgumentException("the token of role " + role.code() + " has " + token.length()
                        + " characters; allowed are " + CHARACTERS_MIN + " to " + CHARACTERS_MAX);
            }
            entries.add(new Entry(hash(token), role));
        });
        return new Tokens(entries);
    }

    /** The role of a token; empty for one that is not known. */
    public Optional<Role> roleOf(String token) {
        byte[] hash = hash(token.length() > CHARACTERS_MAX ? "" : token);
        Optional<Role> found = Optional.empty();
        for (Entry entry : entries) {
            // Goes on after a hit: the time does not tell which entry it was.
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = Optional.of(entry.role());
            }
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Tokens[" + entries.size() + "]";
    }
}
