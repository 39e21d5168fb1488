package io.pitchside.connectors.mqtt;

import io.pitchside.model.tracking.MatchSetup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of an MQTT topic, such as {@code stadiums/{stadium}/matches/{match}/players/{player}/readings}: fixed levels
 * and the places of the ids. Immutable.
 */
final class TopicPattern {
    private static final String STADIUM = "{stadium}";
    private static final String MATCH = "{match}";
    private static final String PLAYER = "{player}";
    /** The player of a record whose payload names none; no real player may be called so. */
    static final String UNREADABLE_PLAYER = "?";

    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private final String text;
    private final List<String> levels;

    private TopicPattern(String text, List<String> levels) {
        this.text = text;
        this.levels = levels;
    }

    /** The ids that a topic names; {@code player} is null where the pattern has no place for one, likewise {@code stadium}. */
    record Ids(
            @Nullable String stadium,
            String match,
            @Nullable String player) {}

    /** @throws IllegalArgumentException if the text is no pattern; the message says what is wrong with it */
    static TopicPattern parse(String text) {
        List<String> levels = levelsOf(text);
        Set<String> places = new HashSet<>();
        for (String level : levels) {
            if (level.startsWith("{")) {
                if (!Set.of(STADIUM, MATCH, PLAYER).contains(level)) {
                    throw new IllegalArgumentException("topic pattern \"" + text + "\": " + level
                            + " is unknown, allowed are " + STADIUM + ", " + MATCH + " and " + PLAYER);
                }
                if (!places.add(level)) {
                    throw new IllegalArgumentException("topic pattern \"" + text + "\": " + level + " stands twice");
                }
            } else if (level.contains("+") || level.contains("#") || level.contains("{")) {
                throw new IllegalArgumentException(
                        "topic pattern \"" + text + "\": level \"" + level + "\" must not contain + # or {");
            }
        }
        if (!places.contains(MATCH)) {
            throw new IllegalArgumentException("topic pattern \"" + text + "\" has no level " + MATCH);
        }
        return new TopicPattern(text, List.copyOf(levels));
    }

    boolean namesPlayer() {
        return levels.contains(PLAYER);
    }

    /** The MQTT topic filter that covers every topic of this pattern. */
    String filter() {
        List<String> filter = new ArrayList<>();
        for (String level : levels) {
            filter.add(level.startsWith("{") ? "+" : level);
        }
        return String.join("/", filter);
    }

    /** The ids in the topic; null if it is not of this form, or an id in it is none. */
    @Nullable
    Ids match(String topic) {
        List<String> parts = levelsOf(topic);
        if (parts.size() != levels.size()) {
            return null;
        }
        String stadium = null;
        String match = "";
        String player = null;
        for (int i = 0; i < parts.size(); i++) {
            String level = levels.get(i);
            String part = parts.get(i);
            if (!level.startsWith("{")) {
                if (!level.equals(part)) {
                    return null;
                }
            } else if (!isId(part)) {
                return null;
            } else if (level.equals(STADIUM)) {
                stadium = part;
            } else if (level.equals(MATCH)) {
                match = part;
            } else if (part.equals(UNREADABLE_PLAYER)) {
                return null;
            } else {
                player = part;
            }
        }
        return new Ids(stadium, match, player);
    }

    /** Whether the text can be a match, player or stadium; the replacement character stands for bytes that were not UTF-8. */
    static boolean isId(String text) {
        return MatchSetup.ID.matcher(text).matches() && text.indexOf(REPLACEMENT_CHARACTER) < 0;
    }

    private static List<String> levelsOf(String topic) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', from)) {
            parts.add(topic.substring(from, slash));
            from = slash + 1;
        }
        parts.add(topic.substring(from));
        return parts;
    }

    @Override
    public String toString() {
        return text;
    }
}
