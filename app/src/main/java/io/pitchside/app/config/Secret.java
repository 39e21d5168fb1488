package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** A value that must not be seen: prints as stars, or, for an address, without its password. Immutable. */
public final class Secret {
    /** What stands where a secret stood. */
    public static final String HIDDEN = "****";

    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/@\\s]*@");
    private static final Pattern PASSWORD_PARAMETER =
            Pattern.compile("(?i)((?:password|passwd|secret|token|apikey|api_key|key)=)[^&;,\\s]*");

    private final String value;
    private final String shown;

    private Secret(String value, String shown) {
        this.value = value;
        this.shown = shown;
    }

    /** A password, a token or a key: nothing of it is shown. */
    public static Secret of(String value) {
        return new Secret(requireNonNull(value, "value"), HIDDEN);
    }

    /** An address that may carry a password: the rest of it is shown. */
    public static Secret ofAddress(String address) {
        return new Secret(address, withoutPasswords(address));
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** The text with the user part and the password parameters of any address in it hidden. */
    static String withoutPasswords(String text) {
        String shown = USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        return PASSWORD_PARAMETER.matcher(shown).replaceAll("$1" + HIDDEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return shown;
    }
}
