/** Whether the numbers can be trusted: the ledger, the arithmetic that must hold in it, and the audit that checks it. */
@NullMarked
package io.pitchside.app.trust;

import org.jspecify.annotations.NullMarked;
