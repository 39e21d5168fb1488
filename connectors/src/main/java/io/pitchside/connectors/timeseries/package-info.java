/** The sink that writes the tracking pipeline's topics into the time-series store. */
@NullMarked
package io.pitchside.connectors.timeseries;

import org.jspecify.annotations.NullMarked;
