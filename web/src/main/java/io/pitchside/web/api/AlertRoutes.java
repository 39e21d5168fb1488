package io.pitchside.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.pitchside.model.access.Role;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.web.AlertLog;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.access.MedicalFilter;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.ShownAlert;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A match's alerts, and saying that one was seen. */
public final class AlertRoutes {
    /** How long the first one to ask for a match's alerts waits for the store. */
    private static final Duration ALERTS_WAIT_MAX = Duration.ofSeconds(5);
    /** Who may say that an alert was seen. */
    private static final Set<Role> ACKNOWLEDGE = EnumSet.of(Role.COACH, Role.MEDICAL, Role.OPERATOR, Role.ADMIN);

    private static final int ALERT_ID_CHARACTERS_MAX = 400;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final LiveHub hub;
    private final AlertLog log;
    private final Clock clock;
    /** One acknowledgement at a time: the first one counts. */
    private final Object acknowledging = new Object();

    public AlertRoutes(LiveHub hub, AlertLog log, Clock clock) {
        this.hub = hub;
        this.log = log;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/matches/{match_id}/alerts", this::alerts),
                new Route(HandlerType.POST, "/api/v1/alerts/acknowledge", this::acknowledge));
    }

    private void alerts(Context context) throws InterruptedException {
        Asked asked = Asked.of(context);
        long at = asked.queryNumber("at", Asked.TIME_MS_MAX, Asked.TIME_MS_MAX);
        List<ShownAlert> alerts = MedicalFilter.known(
                        hub.alerts().newest(asked.path("match_id"), ALERTS_WAIT_MAX),
                        ShownAlert::medical,
                        asked.role().mayReadMedical())
                .stream()
                .filter(alert -> alert.at() <= at)
                .map(alert -> alert.asOf(at))
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("open", alerts.stream().filter(ShownAlert::unseen).count());
        answer.set("alerts", MAPPER.valueToTree(alerts));
        asked.answer(answer);
    }

    private void acknowledge(Context context) throws InterruptedException {
        Asked asked = Asked.of(context);
        if (!ACKNOWLEDGE.contains(asked.role())) {
            throw new ProblemException(
                    ProblemKind.NOT_ALLOWED,
                    "role " + asked.role().code() + " may not acknowledge alerts; "
                            + ACKNOWLEDGE.stream().map(Role::code).collect(Collectors.joining(", ")) + " may");
        }
        String id = asked.jsonBody().path("id").asText("");
        if (id.isEmpty() || id.length() > ALERT_ID_CHARACTERS_MAX) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    "id is missing or has more than " + ALERT_ID_CHARACTERS_MAX
                            + " characters; send the id of an alert as GET /api/v1/matches/{match_id}/alerts lists it");
        }
        if (hub.alerts().find(id).isEmpty()) {
            loadAlertsOf(id);
        }
        // Whoever may not know of an alert hears the same of it as of none.
        Alert alert = hub.alerts()
                .find(id)
                .filter(found -> !MedicalFilter.known(
                                List.of(found), Alert::medical, asked.role().mayReadMedical())
                        .isEmpty())
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "there is no alert \"" + id + "\" among the newest of its match; GET"
                                + " /api/v1/matches/{match_id}/alerts lists them"));
        asked.answer(acknowledged(alert, asked.role()));
    }

    /** The subject of an event id ({@code pipeline/rule/subject/at}) begins with the match, where it is about one. */
    private void loadAlertsOf(String alertId) throws InterruptedException {
        String[] parts = alertId.split("/", -1);
        if (parts.length > 3 && hub.match(parts[2]).isPresent()) {
            hub.alerts().newest(parts[2], ALERTS_WAIT_MAX);
        }
    }

    private AlertAcknowledgement acknowledged(Alert alert, Role role) {
        synchronized (acknowledging) {
            Optional<AlertAcknowledgement> before = hub.alerts().acknowledgement(alert.matchId(), alert.eventId());
            if (before.isPresent()) {
                return before.get();
            }
            AlertAcknowledgement seen =
                    new AlertAcknowledgement(alert.eventId(), alert.matchId(), role.code(), clock.millis());
            log.write(seen);
            hub.alerts().acknowledged(seen);
            return seen;
        }
    }
}
