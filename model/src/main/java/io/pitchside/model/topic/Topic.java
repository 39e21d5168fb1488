package io.pitchside.model.topic;

import static java.util.Objects.requireNonNull;

/**
 * One Kafka topic as the platform declares it. Immutable.
 *
 * @param name the topic's name on the broker
 * @param key what a record's key is made of, in words ({@code match_id/player_id})
 * @param partitions how many partitions it is created with; fixed while matches of it live
 * @param cleanup how the broker forgets: by time, or by keeping the newest record of each key
 */
public record Topic(String name, String key, int partitions, Cleanup cleanup) {
    /** More partitions than this on one topic is a typing mistake, not a plan. */
    public static final int PARTITIONS_MAX = 1024;

    /** How a topic forgets. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    public Topic {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(cleanup, "cleanup");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,99}")) {
            throw new IllegalArgumentException(
                    "topic name \"" + name + "\": only a-z, 0-9 and '-' are allowed, 100 characters at most");
        }
        if (partitions < 1 || partitions > PARTITIONS_MAX) {
            throw new IllegalArgumentException(
                    "topic " + name + ": partitions is " + partitions + ", allowed are 1 to " + PARTITIONS_MAX);
        }
    }

    /**
     * The partition of everything that belongs to one match: a match is one ordered log, whoever writes to it.
     * The hash is {@link String#hashCode()}, which the Java specification fixes.
     */
    public static int partitionOf(String matchId, int partitions) {
        int hash = matchId.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), partitions);
    }
}
