package io.pitchside.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    private final TopicPattern pattern =
            TopicPattern.parse("stadiums/{stadium}/matches/{match}/players/{player}/readings");

    @Test
    void idsAreReadFromTheirLevels() {
        assertThat(pattern.match("stadiums/wembley/matches/m 1/players/p7/readings"))
                .isEqualTo(new TopicPattern.Ids("wembley", "m 1", "p7"));
        assertThat(pattern.filter()).isEqualTo("stadiums/+/matches/+/players/+/readings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "stadiums/s/matches/m/players/p/reading",
                "stadiums/s/matches/m/players/p/readings/",
                "/stadiums/s/matches/m/players/p/readings",
                "stadiums//matches/m/players/p/readings",
                "stadiums/s/matches/m/players/p\u0001/readings",
                "stadiums/s/matches/m/players/\uFFFD/readings",
                "stadiums/s/matches/m\"/players/p/readings"
            })
    void otherTopicsDoNotMatch(String topic) {
        assertThat(pattern.match(topic)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "{match}/{match}", "{match}/+/{player}", "{match}/#", "{mach}", "x{match}"})
    void brokenPatternsAreRefused(String text) {
        assertThatThrownBy(() -> TopicPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void routesAreRememberedUpToALimit() {
        TopicRoutes routes = new TopicRoutes(pattern, TopicPattern.parse("{match}"), 2);

        TopicRoute first = routes.find("m1");
        assertThat(routes.find("m1")).isSameAs(first);
        for (int i = 0; i < TopicRoutes.ROUTES_MAX; i++) {
            routes.find("x" + i);
        }
        assertThat(routes.find("m1")).isNotNull().isNotSameAs(first);
    }
}
