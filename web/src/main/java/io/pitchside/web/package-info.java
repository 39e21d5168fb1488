/**
 * The platform's HTTP side: {@link io.pitchside.web.PitchsideServer} serves the API, the live stream and the pages;
 * {@link io.pitchside.web.PlatformView} is all it knows of the platform behind it.
 */
@NullMarked
package io.pitchside.web;

import org.jspecify.annotations.NullMarked;
