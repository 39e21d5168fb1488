/** A server with a made-up match, for working on the pages: no Kafka, no stores. */
@NullMarked
package io.pitchside.web.dev;

import org.jspecify.annotations.NullMarked;
