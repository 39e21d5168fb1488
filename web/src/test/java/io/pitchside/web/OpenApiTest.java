package io.pitchside.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.EventJson;
import io.pitchside.web.access.Tokens;
import io.pitchside.web.dev.FakePlatform;
import io.pitchside.web.live.LiveStream;
import io.pitchside.web.page.PageFiles;
import io.pitchside.web.page.PageRoutes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    @Test
    void everyRouteIsDescribedAndEverythingDescribedIsARoute() throws IOException {
        try (TestServer server = new TestServer()) {
            Set<String> routes = new TreeSet<>();
            PitchsideServer.routes(
                            server.parts(new FakePlatform(server.clock)),
                            new PageRoutes(new PageFiles(), Tokens.of(Map.of())),
                            server.clock)
                    .forEach(route -> routes.add(route.method() + " " + route.path()));
            routes.add("GET " + LiveStream.PATH);

            Set<String> described = new TreeSet<>();
            document(server).get("paths").properties().forEach(path -> path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void everyParameterOfAPathIsDescribed() throws IOException {
        try (TestServer server = new TestServer()) {
            document(server).get("paths").properties().forEach(path -> path.getValue()
                    .forEach(operation ->
                            assertThat(parameters(operation)).as(path.getKey()).containsAll(named(path.getKey()))));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        try (TestServer server = new TestServer()) {
            JsonNode document = document(server);

            for (JsonNode reference : document.findValues("$ref")) {
                assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
        }
    }

    private static JsonNode document(TestServer server) throws IOException {
        try {
            return EventJson.reader()
                    .readTree(server.get("/api/v1/openapi.json", Role.COACH).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> parameters(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.get("name").asText()));
        return names;
    }

    private static List<String> named(String path) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
