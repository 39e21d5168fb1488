/**
 * The platform seen from outside: what a client reads in {@code DATA/run.json}, the API, and the MQTT front door. Used
 * by the commands that talk to a running platform, and by the demo.
 */
@NullMarked
package io.pitchside.app.publish;

import org.jspecify.annotations.NullMarked;
