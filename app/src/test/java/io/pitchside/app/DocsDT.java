package io.pitchside.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pitchside.app.cli.Pitchside;
import io.pitchside.app.cli.Shell;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import io.pitchside.model.event.ReadingProblem;
import io.pitchside.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says can be typed, configured or clicked: every command, YAML block, link and code in it. */
class DocsDT {
    private static final Path ROOT = Repository.root();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`(\\./pitchside [^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");
    private static final Pattern PORT_ROW = Pattern.compile("(?m)^\\| `([a-z]+\\.port)` \\| (\\d+) \\|");

    @TempDir
    Path folder = Path.of("");

    static Stream<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> found = Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToSomethingThatIsThere(Path document) {
        Path file = ROOT.resolve(document);
        List<String> dead = new ArrayList<>();

        LINK.matcher(withoutBlocks(read(file)))
                .results()
                .map(link -> link.group(1))
                .forEach(link -> {
                    boolean foreign = link.matches("[a-z]+:.*");
                    if (!foreign && !leadsSomewhere(file, link)) {
                        dead.add(link);
                    }
                });

        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(read(target)).contains(parts[1]);
    }

    private static List<String> anchors(String text) {
        return HEADING.matcher(withoutBlocks(text))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    static Stream<Arguments> commands() {
        return documents().flatMap(document -> {
            String text = read(ROOT.resolve(document));
            Stream<String> inBlocks = BLOCK.matcher(text)
                    .results()
                    .filter(block -> block.group(1).isEmpty())
                    .flatMap(block -> block.group(2).replace("\\\n", " ").lines())
                    .map(line -> line.strip().replaceFirst("^([A-Z_]+=(\"[^\"]*\"|\\S*) )+", ""))
                    .filter(line -> line.startsWith("./pitchside "));
            Stream<String> inline = INLINE.matcher(text).results().map(code -> code.group(1));
            return Stream.concat(inBlocks, inline)
                    .filter(command -> !command.contains("…"))
                    .distinct()
                    .map(command -> Arguments.of(document, command));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsUnderstood(Path document, String command) {
        String[] arguments = words(command);

        assertThatCode(() -> Pitchside.commandLine(new Shell(Map.of(), ROOT, 0)).parseArgs(arguments))
                .as("%s: %s", document, command)
                .doesNotThrowAnyException();
    }

    /** The arguments as a shell would pass them on, without the program, comments and redirections. */
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            if (matcher.group().startsWith("#") || matcher.group().matches("[>|].*")) {
                break;
            }
            words.add(Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(word -> word != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }

    static Stream<Arguments> configurations() {
        return documents().flatMap(document -> BLOCK.matcher(read(ROOT.resolve(document)))
                .results()
                .filter(block -> block.group(1).equals("yaml"))
                .map((MatchResult block) -> Arguments.of(document, block.group(2))));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyYamlBlockIsAConfiguration(Path document, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("pitchside.yaml"), yaml);

        assertThatCode(() -> Configuration.load(file, Map.of(), List.of(), null))
                .as("%s:%n%s", document, yaml)
                .doesNotThrowAnyException();
    }

    @Test
    void everyReasonOfADeadLetterIsExplained() {
        String operations = read(ROOT.resolve("docs/operations.md"));

        assertThat(ReadingProblem.values())
                .allSatisfy(problem -> assertThat(operations).contains("| `" + problem.code() + "` |"));
    }

    @Test
    void portsAreThoseOfTheConfiguration() {
        Configuration defaults = Configuration.load(null, Map.of(), List.of(), null);
        List<MatchResult> rows = PORT_ROW.matcher(read(ROOT.resolve("docs/operations.md")))
                .results()
                .toList();

        assertThat(rows).hasSizeGreaterThan(3).allSatisfy(row -> {
            Key<?> key = Keys.ALL.stream()
                    .filter(one -> one.name().equals(row.group(1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.group(2)).as(key.name()).isEqualTo(defaults.shown(key));
        });
    }

    /** Architecture decisions are numbered without gaps, so that a number can be cited for good. */
    @Test
    void decisionsAreNumberedOneAfterTheOther() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            List<Integer> numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> Integer.parseInt(name.substring(0, 4)))
                    .sorted()
                    .toList();

            assertThat(numbers)
                    .isEqualTo(
                            Stream.iterate(1, n -> n + 1).limit(numbers.size()).toList());
        }
    }

    private static String withoutBlocks(String text) {
        return BLOCK.matcher(text).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
