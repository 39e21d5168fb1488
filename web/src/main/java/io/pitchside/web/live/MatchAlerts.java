package io.pitchside.web.live;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The newest alerts of one match: what was stored before we listened, and what was heard since, each id once. The end of
 * an alert replaces its beginning, whatever comes first. Of several acknowledgements the first in time counts. Guarded
 * by the hub's lock.
 */
final class MatchAlerts {
    private static final long RETRY_MS = 5_000;
    private static final Comparator<Alert> NEWEST_FIRST =
            Comparator.comparingLong(Alert::at).reversed().thenComparing(Alert::eventId);

    private final Map<String, Alert> byId = new HashMap<>();
    private final TreeSet<Alert> newestFirst = new TreeSet<>(NEWEST_FIRST);
    /** Also of alerts that are not known yet: the topics are read side by side. */
    private final Map<String, AlertAcknowledgement> seen = new LinkedHashMap<>();

    private final Set<String> changed = new LinkedHashSet<>();
    private boolean wanted;
    private boolean loading;
    private boolean loaded;
    private long retryAtMs;

    /** Asks for the stored alerts: somebody looks at the match. */
    void want() {
        wanted = true;
    }

    /** Takes an alert; whether that changed anything. */
    boolean accept(Alert alert) {
        Alert before = byId.get(alert.eventId());
        if (before != null && (before.equals(alert) || (before.clearedAt() != null && alert.clearedAt() == null))) {
            return false;
        }
        if (before != null) {
            newestFirst.remove(before);
        }
        byId.put(alert.eventId(), alert);
        newestFirst.add(alert);
        changed.add(alert.eventId());
        if (newestFirst.size() > LiveSettings.ALERTS_MAX) {
            Alert oldest = newestFirst.pollLast();
            if (oldest != null) {
                byId.remove(oldest.eventId());
                seen.remove(oldest.eventId());
                changed.remove(oldest.eventId());
            }
        }
        return true;
    }

    /** Takes an acknowledgement; whether that changed anything. */
    boolean accept(AlertAcknowledgement acknowledgement) {
        String id = acknowledgement.alertId();
        AlertAcknowledgement before = seen.get(id);
        if (before != null && before.at() <= acknowledgement.at()) {
            return false;
        }
        seen.put(id, acknowledgement);
        if (seen.size() > 2 * LiveSettings.ALERTS_MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        if (byId.containsKey(id)) {
            changed.add(id);
        }
        return true;
    }

    boolean shouldLoad(long nowMs) {
        return wanted && !loaded && !loading && nowMs >= retryAtMs;
    }

    void loading() {
        loading = true;
    }

    void loaded(Collection<Alert> alerts, Collection<AlertAcknowledgement> acknowledgements) {
        alerts.forEach(this::accept);
        acknowledgements.forEach(this::accept);
        loading = false;
        loaded = true;
    }

    void loadFailed(long nowMs) {
        loading = false;
        retryAtMs = nowMs + RETRY_MS;
    }

    /** Whether what was stored is in it. */
    boolean isLoaded() {
        return loaded;
    }

    /** All that are kept, newest first. */
    List<ShownAlert> all() {
        return newestFirst.stream().map(this::shown).toList();
    }

    Optional<Alert> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<AlertAcknowledgement> acknowledgement(String id) {
        return Optional.ofNullable(seen.get(id));
    }

    /** Those that changed since the last call, newest first. */
    List<ShownAlert> takeChanged() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>();
        for (String id : changed) {
            Alert alert = byId.get(id);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        changed.clear();
        return alerts.stream().sorted(NEWEST_FIRST).map(this::shown).toList();
    }

    private ShownAlert shown(Alert alert) {
        return ShownAlert.of(alert, seen.get(alert.eventId()));
    }
}
