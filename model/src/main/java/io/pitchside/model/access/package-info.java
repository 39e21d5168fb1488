/** Who may see what: roles, and the fields that are health data. */
@NullMarked
package io.pitchside.model.access;

import org.jspecify.annotations.NullMarked;
