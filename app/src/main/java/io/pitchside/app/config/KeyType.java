package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

import io.pitchside.model.tracking.TrackingRules;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a key's value may be, and how its text is read. Immutable.
 *
 * @param name what the documentation calls it ({@code duration})
 * @param allowed the allowed values, as an error message ends with them
 * @param secret whether its values must not be shown
 * @param reader reads the text; throws {@link IllegalArgumentException} when the text is none of the allowed values
 */
record KeyType<T>(String name, String allowed, boolean secret, Function<String, T> reader) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,10})(|KiB|MiB|GiB)");
    private static final int PORT_MAX = 65_535;

    KeyType {
        requireNonNull(name, "name");
        requireNonNull(allowed, "allowed");
        requireNonNull(reader, "reader");
    }

    static KeyType<Optional<String>> text() {
        return new KeyType<>("text", "any text", false, Optional::of);
    }

    static KeyType<String> requiredText() {
        return new KeyType<>("text", "any text but the empty one", false, text -> {
            check(!text.isBlank());
            return text;
        });
    }

    static KeyType<String> matching(String name, String allowed, Pattern pattern) {
        return new KeyType<>(name, allowed, false, text -> {
            check(pattern.matcher(text).matches());
            return text;
        });
    }

    static KeyType<String> choice(String... values) {
        List<String> allowed = List.of(values);
        return new KeyType<>("choice", String.join(", ", allowed), false, text -> {
            check(allowed.contains(text));
            return text;
        });
    }

    static KeyType<Optional<Secret>> hidden() {
        return new KeyType<>("secret", "any text", true, text -> Optional.of(Secret.of(text)));
    }

    static KeyType<Boolean> flag() {
        return new KeyType<>("flag", "true, false", false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    static KeyType<Integer> port() {
        return new KeyType<>("port", "0 to 65535, where 0 takes any free port", false, text -> {
            int port = Integer.parseInt(text);
            check(port >= 0 && port <= PORT_MAX);
            return port;
        });
    }

    static KeyType<Integer> integer(int min, int max) {
        return new KeyType<>("integer", "whole numbers from " + min + " to " + max, false, text -> {
            int value = Integer.parseInt(text);
            check(value >= min && value <= max);
            return value;
        });
    }

    static KeyType<Integer> integerOf(Set<Integer> allowed) {
        String list = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new KeyType<>("integer", list, false, text -> {
            int value = Integer.parseInt(text);
            check(allowed.contains(value));
            return value;
        });
    }

    static KeyType<Long> longInteger() {
        return new KeyType<>("integer", "whole numbers of 64 bits", false, Long::parseLong);
    }

    static KeyType<Double> decimal(String min, String max) {
        return new KeyType<>("decimal", "numbers from " + min + " to " + max, false, text -> {
            BigDecimal value = new BigDecimal(text);
            check(value.compareTo(new BigDecimal(min)) >= 0 && value.compareTo(new BigDecimal(max)) <= 0);
            return value.doubleValue();
        });
    }

    /** A named set of speed zones, or four thresholds of one's own in km/h. */
    static KeyType<List<Double>> speedZones() {
        String allowed = "fifa, hsr, or four rising numbers above 0, as in 7,15,20,25";
        return new KeyType<>("zones", allowed, false, text -> switch (text.strip()) {
            case "fifa" -> TrackingRules.ZONES_FIFA;
            case "hsr" -> TrackingRules.ZONES_HSR;
            default -> risingDecimals(text, TrackingRules.ZONES - 1);
        });
    }

    private static List<Double> risingDecimals(String text, int count) {
        List<Double> values = Arrays.stream(text.split(",", -1))
                .map(part -> new BigDecimal(part.strip()).doubleValue())
                .toList();
        check(values.size() == count && values.get(0) > 0);
        for (int i = 1; i < count; i++) {
            check(values.get(i) > values.get(i - 1));
        }
        return values;
    }

    static KeyType<Duration> duration(String min, String max) {
        Duration least = duration(min);
        Duration most = duration(max);
        return new KeyType<>("duration", min + " to " + max + ", written like 500ms, 2s, 5m, 1h", false, text -> {
            Duration value = duration(text);
            check(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
            return value;
        });
    }

    /** A number of bytes, plain or in KiB, MiB or GiB. */
    static KeyType<Integer> bytes(String min, String max) {
        int least = bytes(min);
        int most = bytes(max);
        return new KeyType<>("bytes", min + " to " + max + ", written like 65536, 64KiB, 1MiB", false, text -> {
            int value = bytes(text);
            check(value >= least && value <= most);
            return value;
        });
    }

    /** A file or folder; {@code ~/} is the home folder of whoever runs the platform. */
    static KeyType<Path> path() {
        return new KeyType<>("path", "the path of a file or folder", false, KeyType::path);
    }

    static KeyType<Optional<Path>> optionalPath() {
        return new KeyType<>("path", "the path of a file or folder", false, text -> Optional.of(path(text)));
    }

    /** An address without a user part: users and passwords have keys of their own, which hide themselves. */
    static KeyType<Optional<URI>> address(String... schemes) {
        List<String> known = List.of(schemes);
        String allowed = String.join(
                        ", ",
                        known.stream().map(scheme -> scheme + "://HOST:PORT").toList())
                + " (no user or password in it)";
        return new KeyType<>("address", allowed, false, text -> {
            URI uri = URI.create(text);
            check(uri.getScheme() != null && known.contains(uri.getScheme().toLowerCase(Locale.ROOT)));
            check(uri.getHost() != null && uri.getRawUserInfo() == null);
            return Optional.of(uri);
        });
    }

    /** An address of a database, which by custom carries user and password. */
    static KeyType<Optional<Secret>> databaseAddress(String example, String... prefixes) {
        List<String> known = List.of(prefixes);
        return new KeyType<>("address", example, false, text -> {
            check(known.stream().anyMatch(text::startsWith));
            return Optional.of(Secret.ofAddress(text));
        });
    }

    /** {@code host:port}, several with commas between them. */
    static KeyType<Optional<String>> servers() {
        Pattern servers = Pattern.compile("[^\\s,:/@]+:\\d{1,5}(,\\s*[^\\s,:/@]+:\\d{1,5})*");
        return new KeyType<>("addresses", "HOST:PORT, several with commas between them", false, text -> {
            check(servers.matcher(text).matches());
            return Optional.of(text.replace(" ", ""));
        });
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        check(matcher.matches());
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static int bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        check(matcher.matches());
        long unit =
                switch (matcher.group(2)) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    default -> 1L;
                };
        long value = Long.parseLong(matcher.group(1)) * unit;
        check(value <= Integer.MAX_VALUE);
        return (int) value;
    }

    private static Path path(String text) {
        check(!text.isBlank());
        if (text.equals("~") || text.startsWith("~/")) {
            return Path.of(System.getProperty("user.home") + text.substring(1));
        }
        return Path.of(text);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
