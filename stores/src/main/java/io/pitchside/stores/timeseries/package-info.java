/** The time-series store: readings, player seconds, ledger, dead letters and alerts of the last days at the stadium. */
@NullMarked
package io.pitchside.stores.timeseries;

import org.jspecify.annotations.NullMarked;
