/** The configuration of one site: which keys exist, what they may be, and where their values came from. */
@NullMarked
package io.pitchside.app.config;

import org.jspecify.annotations.NullMarked;
