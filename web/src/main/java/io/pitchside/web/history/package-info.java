/** Any past moment of a match, from what the store keeps: {@link io.pitchside.web.history.MatchTracks} begins it. */
@NullMarked
package io.pitchside.web.history;

import org.jspecify.annotations.NullMarked;
