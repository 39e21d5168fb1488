/** What every pipeline writes beside its data: headers, ledger, dead letters, alerts. */
@NullMarked
package io.pitchside.model.event;

import org.jspecify.annotations.NullMarked;
