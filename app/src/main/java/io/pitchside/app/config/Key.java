package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration. Immutable; declared in {@link Keys} and nowhere else.
 *
 * @param <T> what its values are; an {@link Optional} where the key may stay without a value
 */
public final class Key<T> {
    private final String name;
    private final KeyType<T> type;
    private final @Nullable String defaultText;
    private final T defaultValue;
    private final String description;

    private Key(String name, KeyType<T> type, @Nullable String defaultText, T defaultValue, String description) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.defaultText = defaultText;
        this.defaultValue = requireNonNull(defaultValue, "default of " + name);
        this.description = requireNonNull(description, "description");
    }

    static <T> Key<T> of(String name, KeyType<T> type, String defaultText, String description) {
        return new Key<>(name, type, defaultText, type.reader().apply(defaultText), description);
    }

    static <T> Key<Optional<T>> withoutDefault(String name, KeyType<Optional<T>> type, String description) {
        return new Key<>(name, type, null, Optional.empty(), description);
    }

    /** The name in {@code pitchside.yaml} and behind {@code --set}: {@code http.port}. */
    public String name() {
        return name;
    }

    /** The name of the environment variable: {@code PITCHSIDE_HTTP_PORT}. */
    public String environmentName() {
        return Keys.ENVIRONMENT_PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What kind of value it is, in a word. */
    public String typeName() {
        return type.name();
    }

    /** The allowed values, in words. */
    public String allowed() {
        return type.allowed();
    }

    /** The default as a person would write it; null where the key has none. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /** Whether its value is never shown. */
    public boolean secret() {
        return type.secret();
    }

    T defaultValue() {
        return defaultValue;
    }

    /** @throws IllegalArgumentException if the text is none of the allowed values */
    T read(String text) {
        return type.reader().apply(text);
    }

    /** A value's text as it may be shown to anybody. */
    String shown(String text) {
        return secret() ? Secret.HIDDEN : Secret.withoutPasswords(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
