package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a parity check found. Immutable.
 *
 * @param definitionVersion of the rules that the match was recomputed with
 */
record ParityReport(String matchId, String definitionVersion, List<Source> sources) {
    ParityReport {
        sources = List.copyOf(sources);
    }

    /**
     * One recomputation.
     *
     * @param name {@code topic} or {@code store}
     * @param from offset of the first record
     * @param to offset behind the last position that was compared
     * @param records of the match that were taken
     * @param result empty where there was nothing to recompute from
     * @param note what was left out, or is worth knowing; may be empty
     */
    record Source(
            String name,
            long from,
            long to,
            long records,
            Optional<RowComparison.Result> result,
            long tookMs,
            String note) {
        static Source absent(String name, long from, long to, String note) {
            return new Source(name, from, to, 0, Optional.empty(), 0, note);
        }
    }

    /** Whether every recomputation that could be made gave what is stored. */
    boolean holds() {
        return sources.stream().anyMatch(source -> source.result().isPresent())
                && sources.stream().flatMap(source -> source.result().stream()).allMatch(RowComparison.Result::holds);
    }

    ObjectNode json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("match_id", matchId).put("parity", holds()).put("definition_version", definitionVersion);
        ArrayNode list = report.putArray("sources");
        sources.forEach(source -> list.add(json(source)));
        return report;
    }

    private static ObjectNode json(Source source) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("source", source.name()).put("from", source.from()).put("to", source.to());
        node.put("compared", source.result().isPresent()).put("records", source.records());
        ArrayNode first = JsonNodeFactory.instance.arrayNode();
        source.result().ifPresentOrElse(result -> counts(node, result, first), () -> zeros(node));
        node.set("first_differences", first);
        return node.put("took_ms", source.tookMs()).put("note", source.note());
    }

    private static void counts(ObjectNode node, RowComparison.Result result, ArrayNode first) {
        node.put("keys", result.keys()).put("equal", result.equal()).put("different", result.different());
        node.put("only_stored", result.onlyStored()).put("only_recomputed", result.onlyRecomputed());
        for (RowComparison.Difference difference : result.differences()) {
            first.addObject()
                    .put("player_id", difference.playerId())
                    .put("second", difference.second())
                    .put("field", difference.field())
                    .putPOJO("stored", difference.stored())
                    .putPOJO("recomputed", difference.recomputed())
                    .put("revision", difference.revision());
        }
    }

    private static void zeros(ObjectNode node) {
        List.of("keys", "equal", "different", "only_stored", "only_recomputed").forEach(count -> node.put(count, 0));
    }
}
