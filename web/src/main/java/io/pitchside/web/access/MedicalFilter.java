package io.pitchside.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.model.access.MedicalFields;
import io.pitchside.model.access.Role;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.model.tracking.SensorReading;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place where health data is taken out of what leaves the platform: every JSON answer and every live event is
 * made by {@link #bytes}. The names come from the records of {@code model} themselves, so a new medical field is
 * covered by being marked. Stateless, thread-safe.
 */
public final class MedicalFilter {
    /** JSON names that only {@link Role#mayReadMedical() some roles} may see, at whatever depth they stand. */
    public static final Set<String> NAMES = MedicalFields.of(
            SensorReading.class,
            AcceptedReading.class,
            PlayerSecond.class,
            MatchSetup.Player.class,
            PlayerTotals.class);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A medical name, and what follows it up to the end of its value, in text that need not be JSON. */
    private static final Pattern NAMED_VALUE = Pattern.compile(
            "(?i)(" + NAMES.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")([^,}\\]\\n]*)");

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private MedicalFilter() {}

    /** The value as JSON, without what the role may not see. */
    public static byte[] bytes(Object value, Role role) {
        return bytes(value, role.mayReadMedical());
    }

    /** As {@link #bytes(Object, Role)}; the live stream encodes once for each of the two kinds of role. */
    public static byte[] bytes(Object value, boolean medical) {
        try {
            if (medical) {
                return MAPPER.writeValueAsBytes(value);
            }
            return MAPPER.writeValueAsBytes(visible(MAPPER.valueToTree(value), false));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /**
     * Of things that are health data as a whole or not at all (an alert on a heart rate): those that a role may know of.
     *
     * @param isMedical whether one of them is health data
     * @param medical whether the role may read that
     */
    public static <T> List<T> known(List<T> things, Predicate<T> isMedical, boolean medical) {
        return medical ? things : things.stream().filter(isMedical.negate()).toList();
    }

    /** A copy of the tree without what the role may not see; the tree itself where the role may see everything. */
    public static JsonNode visible(JsonNode tree, boolean medical) {
        if (medical) {
            return tree;
        }
        JsonNode copy = tree.deepCopy();
        strip(copy);
        return copy;
    }

    /**
     * The bytes of a payload that could not be read, for a person to look at: the values behind medical names are
     * masked, because nothing says where a value ends in something that is not JSON. Null where even that is not
     * certain (an escaped name, another encoding): then the payload is not shown.
     */
    public static byte @Nullable [] payload(byte[] payload, Role role) {
        if (role.mayReadMedical()) {
            return payload;
        }
        String text = new String(payload, UTF_8);
        if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0 || text.contains("\\u")) {
            return null;
        }
        return NAMED_VALUE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + DIGIT.matcher(found.group(2)).replaceAll("*")))
                .getBytes(UTF_8);
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NAMES);
            object.forEach(MedicalFilter::strip);
        } else if (node instanceof ArrayNode array) {
            array.forEach(MedicalFilter::strip);
        }
    }
}
