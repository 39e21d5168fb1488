package io.pitchside.connectors.mqtt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the route of a topic and remembers it. Not thread-safe: one per thread that receives messages. */
final class TopicRoutes {
    /** A site has a few thousand sensors; when a sender makes topics up, the memory starts again. */
    static final int ROUTES_MAX = 50_000;

    private final TopicPattern playerPattern;
    private final TopicPattern framePattern;
    private final int partitions;
    private final Map<String, TopicRoute> routes = new HashMap<>();

    TopicRoutes(TopicPattern playerPattern, TopicPattern framePattern, int partitions) {
        this.playerPattern = playerPattern;
        this.framePattern = framePattern;
        this.partitions = partitions;
    }

    /** The route of the topic; null if it matches neither pattern (which is not remembered: it must not cost memory). */
    @Nullable
    TopicRoute find(String topic) {
        TopicRoute known = routes.get(topic);
        if (known != null) {
            return known;
        }
        TopicPattern.Ids ids = playerPattern.match(topic);
        if (ids == null) {
            ids = framePattern.match(topic);
        }
        if (ids == null) {
            return null;
        }
        if (routes.size() >= ROUTES_MAX) {
            routes.clear();
        }
        TopicRoute route = TopicRoute.of(ids, partitions);
        routes.put(topic, route);
        return route;
    }
}
