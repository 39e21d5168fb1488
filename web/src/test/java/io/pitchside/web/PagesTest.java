package io.pitchside.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.access.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Pattern INLINE =
            Pattern.compile("(?i)<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");
    private static final Pattern LINKED =
            Pattern.compile("(?:src|href)=\"(/[^\"#]+)\"|[\"'](\\./[a-z-]+\\.js|/lib/[^\"']+)[\"']");

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/live/m1", "/ops", "/sign-in", "/no-such-page"})
    void pagesHoldNoScriptOrStyleOfTheirOwn(String path) throws Exception {
        String page = server.get(path, Role.COACH).body();

        assertThat(page).startsWith("<!doctype html>");
        assertThat(INLINE.matcher(page).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/live/m1", "/ops", "/sign-in"})
    void everythingThatAPageLoadsIsThere(String path) throws Exception {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(path));
        while (!open.isEmpty()) {
            String next = open.remove();
            HttpResponse<String> answer = server.get(next, Role.COACH);
            assertThat(answer.statusCode()).as(next).isIn(200, 302);
            if (next.startsWith("/lib/")) {
                continue;
            }
            Matcher linked = LINKED.matcher(answer.body());
            while (linked.find()) {
                String target = linked.group(1) != null
                        ? linked.group(1)
                        : linked.group(2).replace("./", "/assets/");
                if (seen.add(target)) {
                    open.add(target);
                }
            }
        }
        assertThat(seen).contains("/assets/tokens.css");
    }

    @Test
    void namesAreNeverWrittenAsMarkup() throws Exception {
        for (String module : new String[] {
            "dom.js",
            "match.js",
            "live.js",
            "ops.js",
            "players-table.js",
            "player-card.js",
            "pitch.js",
            "shell.js",
            "charts.js",
            "metric-cards.js"
        }) {
            assertThat(server.get("/assets/" + module, Role.COACH).body())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() throws Exception {
        HttpResponse<String> first = server.get("/assets/match.js", Role.COACH);

        HttpResponse<String> again = server.send(server.request("/assets/match.js")
                .header("If-None-Match", first.headers().firstValue("ETag").orElse("")));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../match.html",
                "/assets/match.html",
                "/assets/openapi.json",
                "/assets/..%2fmatch.html",
                "/lib/echarts.js",
                "/assets/no-such-file.js"
            })
    void nothingElseOfTheClassPathIsServed(String path) throws Exception {
        assertThat(server.get(path, Role.COACH).statusCode()).isIn(400, 404);
    }
}
