/**
 * What is derived from player seconds by whoever reads them and never stored, so that it follows every correction: worst
 * windows, team shape, heat map, possession, load over days, and the cards that say how each number is made. Pure.
 */
@NullMarked
package io.pitchside.model.metrics;

import org.jspecify.annotations.NullMarked;
