package io.pitchside.app.publish;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a message besides its payload: MQTT 5 user properties.
 *
 * @param source who sends ({@code load}, {@code simulator})
 * @param historic the readings are of a match that is long over
 * @param senderProblem why the payload is no reading; the platform then keeps it as a dead letter
 */
public record Publication(
        String source, boolean historic, @Nullable String senderProblem) {
    /** Longer explanations are cut. */
    public static final int PROBLEM_LENGTH_MAX = 200;

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,32}");

    public Publication {
        requireNonNull(source, "source");
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("source \"" + source + "\": 1 to 32 of a-z, 0-9 and '-'");
        }
        if (senderProblem != null) {
            senderProblem = printable(senderProblem);
        }
    }

    public static Publication live(String source) {
        return new Publication(source, false, null);
    }

    public static Publication historic(String source) {
        return new Publication(source, true, null);
    }

    public Publication withProblem(String problem) {
        return new Publication(source, historic, problem);
    }

    /** Topic of the frames of a match: arrays of readings that name their players. */
    public static String frameTopic(String stadiumId, String matchId) {
        return "stadiums/" + stadiumId + "/matches/" + matchId + "/readings";
    }

    /** Topic of the readings of one player. */
    public static String playerTopic(String stadiumId, String matchId, String playerId) {
        return "stadiums/" + stadiumId + "/matches/" + matchId + "/players/" + playerId + "/readings";
    }

    /** MQTT text may hold neither control characters nor half characters; a problem can quote a line full of them. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(PROBLEM_LENGTH_MAX).forEach(c -> {
            boolean odd = Character.isISOControl(c) || !Character.isDefined(c) || (c >= 0xD800 && c <= 0xDFFF);
            clean.appendCodePoint(odd ? '?' : c);
        });
        return clean.toString();
    }
}
