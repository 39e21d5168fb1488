/** The routes under {@code /api/v1}. */
@NullMarked
package io.pitchside.web.api;

import org.jspecify.annotations.NullMarked;
