/** Who is asking and what they may see: tokens, the gate in front of every request, the filter of medical fields. */
@NullMarked
package io.pitchside.web.access;

import org.jspecify.annotations.NullMarked;
