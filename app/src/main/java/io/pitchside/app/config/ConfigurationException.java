package io.pitchside.app.config;

import java.util.List;

/** The configuration cannot be used. The message has one line per problem; secrets are never in it. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** What is wrong, in the order in which it was found; each names key, place, value and what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
