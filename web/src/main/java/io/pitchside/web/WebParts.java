package io.pitchside.web;

import io.pitchside.web.live.LiveHub;

/**
 * What the server stands in front of. It closes none of it.
 *
 * @param platform what is behind; asked while requests come
 * @param history what is kept of the matches
 * @param definitions how the numbers are made
 * @param hub what is shown live; fed by somebody else
 * @param setups where set-ups are written
 * @param alerts where it is written that an alert was seen
 */
public record WebParts(
        PlatformView platform,
        MatchHistory history,
        MetricDefinitions definitions,
        LiveHub hub,
        SetupLog setups,
        AlertLog alerts) {}
