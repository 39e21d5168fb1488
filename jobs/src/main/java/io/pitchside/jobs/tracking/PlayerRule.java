package io.pitchside.jobs.tracking;

import java.io.IOException;
import java.util.Locale;

/** The rules on a player's stream, with what they say to a person. */
enum PlayerRule {
    HEART_RATE_HIGH("heart-rate-high", true) {
        @Override
        String message(String playerId, double value, double threshold) {
            return text(
                    "Heart rate of %s has stayed at or above %.0f, now %.0f: look after the player.",
                    playerId, threshold, value);
        }
    },
    SPRINT_LOAD_HIGH("sprint-load-high", false) {
        @Override
        String message(String playerId, double value, double threshold) {
            return text(
                    "%s has sprinted %.0f m in the last minutes, more than ever before in this match (threshold %.0f m).",
                    playerId, value, threshold);
        }
    },
    SENSOR_SILENT("sensor-silent", false) {
        @Override
        String message(String playerId, double value, double threshold) {
            return text(
                    "No reading of %s for %.0f s while others send: look at the tag, its battery and the receiver.",
                    playerId, value);
        }
    },
    POSITION_FROZEN("position-frozen", false) {
        @Override
        String message(String playerId, double value, double threshold) {
            return text(
                    "The position of %s has not moved for %.0f s although readings come: look at the tag.",
                    playerId, value);
        }
    };

    private final String code;
    private final boolean medical;

    PlayerRule(String code, boolean medical) {
        this.code = code;
        this.medical = medical;
    }

    /** The stable name. */
    String code() {
        return code;
    }

    static PlayerRule ofCode(String code) throws IOException {
        for (PlayerRule rule : values()) {
            if (rule.code.equals(code)) {
                return rule;
            }
        }
        throw new IOException(
                "state of a match has an alert of the rule " + code + ", which this version does not know");
    }

    /** Whether it says something about somebody's health. */
    boolean medical() {
        return medical;
    }

    /** What happened and what to do. */
    abstract String message(String playerId, double value, double threshold);

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
